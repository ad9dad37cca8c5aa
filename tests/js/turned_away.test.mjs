import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { TurnedAway } from "../../src/farled/web/ui/static/ui/logic/turned_away.js";
import { refusing, storage } from "./support/storage.mjs";

// A real server that answers with the status in its path; 200 never ends, as a stream does.
async function serving(run) {
  const left = [];
  const server = createServer((request, response) => {
    const status = Number(request.url.slice(1));
    response.writeHead(status, { "content-type": "text/event-stream" });
    request.on("close", () => left.push(status));
    if (status === 200) response.write("data: {}\n\n");
    else response.end();
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const url = (status) => `http://127.0.0.1:${server.address().port}/${status}`;
  try {
    await run(url, left);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const away = (store) => new TurnedAway({ ask: fetch, store: () => store });

test("not found loads the page anew, but once", async () => {
  await serving(async (url) => {
    const kept = storage();
    assert.equal(await away(kept).shouldReload(url(404)), true);
    assert.equal(await away(kept).shouldReload(url(404)), false);
    away(kept).letIn();
    assert.equal(await away(kept).shouldReload(url(404)), true);
  });
});

test("a server in trouble, no server at all and an open stream are waited for", async () => {
  await serving(async (url) => {
    for (const status of [200, 500, 503]) assert.equal(await away(storage()).shouldReload(url(status)), false);
  });
  assert.equal(await away(storage()).shouldReload("http://127.0.0.1:1/404"), false);
});

test("asking does not leave a stream open", async () => {
  await serving(async (url, left) => {
    await away(storage()).shouldReload(url(200));
    await new Promise((done) => setTimeout(done, 50));
    assert.deepEqual(left, [200]);
  });
});

test("without a place to remember in, nothing is loaded anew", async () => {
  await serving(async (url) => assert.equal(await away(refusing).shouldReload(url(404)), false));
});
