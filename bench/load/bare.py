"""The floor: a bare ASGI application that sends the same bytes to as many receivers, nothing else."""

import asyncio
import os
import sys
import time

SIZE = int(os.environ.get("BARE_BYTES", "2000"))
EVERY = float(os.environ.get("BARE_EVERY", "0.5"))
waiting: list["asyncio.Future[bytes]"] = []


async def tick() -> None:
    while True:
        await asyncio.sleep(EVERY)
        message = b"event: news\ndata: " + b"x" * SIZE + f"{time.time()}\n\n".encode()
        due, waiting[:] = waiting[:], []
        for future in due:
            if not future.done():
                future.set_result(message)


async def application(scope, receive, send):  # type: ignore[no-untyped-def]
    if scope["type"] != "http":
        return
    if not hasattr(application, "task"):
        application.task = asyncio.ensure_future(tick())
    head = [(b"content-type", b"text/event-stream")]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": b"retry: 2000\n\n", "more_body": True})
    while True:
        future: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        waiting.append(future)
        await send({"type": "http.response.body", "body": await future, "more_body": True})


if __name__ == "__main__":
    import uvicorn

    uvicorn.run(
        application, port=int(sys.argv[1]), http="httptools", lifespan="off", backlog=8192, log_level="critical",
        access_log=False, timeout_graceful_shutdown=1,
    )  # fmt: skip
