// Keeps [data-region] elements as the server has them. See web/ui/README.md, "Live".

import { announce } from "./announce.js";
import { Absence } from "./logic/absence.js";
import { Regions, message, retryDelay } from "./logic/regions.js";
import { SharedStream } from "./logic/sharing.js";
import { TurnedAway } from "./logic/turned_away.js";
import { isBusy, swap } from "./swap.js";
import { learnServerTime, startTimers } from "./timers.js";

const REFETCH_SPREAD = 1_500;
const held = new Map();
const shown = new WeakMap();
const refetching = new Set();
const absence = new Absence({ tell: showAbsence });
const turnedAway = new TurnedAway({ ask: (...about) => fetch(...about), store: () => sessionStorage });

function connect(url, regions) {
  const stream = new SharedStream({
    name: url,
    open: (deliver) => listen(url, deliver),
    deliver: (news) => showAll(news, regions.take(news)),
    catchUp: {
      messages: () => regions.messages(),
      take: (news) => showAll(news, regions.catchUp(news)),
    },
    locks: navigator.locks,
    Channel: globalThis.BroadcastChannel,
  });
  stream.start();
  addEventListener("pagehide", () => stream.stop());
  addEventListener("pageshow", (event) => event.persisted && stream.start());
  document.addEventListener("visibilitychange", () => document.hidden || stream.ask());
}

function listen(url, deliver) {
  let source = null;
  let failures = 0;
  let timer = 0;
  let stopped = false;
  const open = () => {
    source = new EventSource(url);
    source.onopen = () => {
      failures = 0;
      turnedAway.letIn();
      showConnection("live");
    };
    for (const kind of ["hello", "news"]) {
      source.addEventListener(kind, ({ data, lastEventId }) => {
        const news = message(data, lastEventId);
        if (news) deliver(news);
      });
    }
    // whoever may no longer see this is told so by the page itself, in every tab
    source.addEventListener("gone", () => {
      source.close();
      deliver({ gone: true, regions: {} });
    });
    source.onerror = () => {
      showConnection("lost");
      if (source.readyState !== EventSource.CLOSED) return;
      failures += 1;
      timer = setTimeout(again, retryDelay(failures));
    };
  };
  const again = async () => {
    if (await turnedAway.shouldReload(url)) deliver({ gone: true, regions: {} });
    else if (!stopped) open();
  };
  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source.close();
  };
}

function showConnection(state) {
  document.body.dataset.connection = state;
  if (state === "live") absence.ends();
  else absence.begins();
}

function showAbsence(isAway) {
  for (const place of document.querySelectorAll("[data-live-state]")) {
    place.dataset.liveState = isAway ? "lost" : "live";
    place.hidden = !isAway;
  }
}

function showAll(news, entries) {
  if (news.gone) return void setTimeout(() => location.reload(), Math.random() * REFETCH_SPREAD);
  learnServerTime(Number(news.now ?? NaN));
  for (const [name, html] of entries) showRegion(name, html, news.version);
}

// What a page's own post was answered with; the stream says the same a moment later.
export function showRegions(regions) {
  for (const [name, html] of Object.entries(regions)) showRegion(name, html);
}

function showRegion(name, html, version) {
  const places = document.querySelectorAll(`[data-region="${CSS.escape(name)}"]`);
  for (const region of places) offer(region, html);
  refetchOn(name);
  document.dispatchEvent(new CustomEvent("farled:region", { detail: { name, html, version, shown: places.length > 0 } }));
}

function offer(region, html) {
  if (shown.get(region) === html) return;
  if (isBusy(region, html)) return void held.set(region, html);
  held.delete(region);
  put(region, html);
}

function put(region, html) {
  const before = spoken(region);
  swap(region, html);
  shown.set(region, html);
  for (const [key, text] of spoken(region)) if (before.get(key) !== text) announce(text);
  globalThis.htmx?.process(region);
}

function spoken(region) {
  const places = [...region.querySelectorAll("[data-announce]")];
  if (region.hasAttribute("data-announce")) places.push(region);
  return new Map(places.map((place, index) => [place.id || index, place.textContent.replace(/\s+/g, " ").trim()]));
}

// What was held back while the person was busy goes in when they are done.
function release() {
  for (const [region, html] of [...held]) {
    if (!region.isConnected) held.delete(region);
    else offer(region, html);
  }
}

// <section data-refetch="/url/" data-refetch-on="name">: fetches its own content when that region changes,
// after a random moment so that a room of phones does not ask at once.
function refetchOn(name) {
  for (const place of document.querySelectorAll(`[data-refetch-on~="${CSS.escape(name)}"]`)) refetchSoon(place);
}

function refetchSoon(place) {
  if (refetching.has(place)) return;
  refetching.add(place);
  setTimeout(() => refetch(place), Math.random() * REFETCH_SPREAD);
}

async function refetch(place) {
  refetching.delete(place);
  try {
    const answer = await fetch(place.dataset.refetch, { headers: { "X-Requested-With": "farled" } });
    if (answer.ok && !answer.redirected) offer(place, await answer.text());
  } catch {
    setTimeout(() => refetchSoon(place), 3_000);
  }
}

function start() {
  const { live, now } = document.body.dataset;
  learnServerTime(Number(now ?? NaN));
  startTimers();
  if (live) connect(live, new Regions());
  document.addEventListener("focusout", () => setTimeout(release, 0));
  document.addEventListener("selectionchange", () => setTimeout(release, 0));
  document.addEventListener("farled:let-go", release);
}

start();
