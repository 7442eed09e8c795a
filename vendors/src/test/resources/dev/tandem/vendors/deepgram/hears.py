"""Speaks to the fake with Deepgram's own SDK: http url, websocket url, key, version, model."""
import json
import math
import struct
import sys
import threading

from deepgram import DeepgramClient
from deepgram.core.events import EventType
from deepgram.environment import DeepgramClientEnvironment

http, socket, key, version, model = sys.argv[1:6]
said = {"messages": [], "error": None}
heard = threading.Event()


def environment():
    fields = {"base": http, "production": socket, "agent": socket, "agent_rest": http}
    try:
        return DeepgramClientEnvironment(**fields)
    except TypeError:
        fields.pop("agent_rest")
        return DeepgramClientEnvironment(**fields)


def pieces(loudness, count):
    for piece in range(count):
        yield b"".join(struct.pack("<h", int(loudness * math.sin((piece * 1280 + i) / 10))) for i in range(1280))


def took(message):
    plain = json.loads(message.json()) if hasattr(message, "json") else message
    said["messages"].append({"type": plain["type"], "class": type(message).__name__, "message": plain})
    if plain.get("from_finalize") or plain.get("event") == "EndOfTurn":
        heard.set()


client = DeepgramClient(api_key=key, environment=environment())
try:
    if version == "v1":
        connecting = client.listen.v1.connect(model=model, encoding="linear16", sample_rate=16000,
                                              interim_results="true")
    else:
        connecting = client.listen.v2.connect(model=model, encoding="linear16", sample_rate=16000)
    with connecting as connection:
        connection.on(EventType.MESSAGE, took)
        listening = threading.Thread(target=connection.start_listening, daemon=True)
        listening.start()
        for piece in pieces(9000, 12):
            connection.send_media(piece)
        if version == "v1":
            connection.send_keep_alive()
            connection.send_finalize()
        else:
            connection.send_force_end_turn()
        heard.wait(5)
        connection.send_close_stream()
        listening.join(5)
except Exception as refused:
    said["error"] = {"status": getattr(refused, "status_code", None), "text": str(refused)}
print(json.dumps(said))
