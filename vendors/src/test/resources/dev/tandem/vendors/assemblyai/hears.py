"""Speaks to the fake with AssemblyAI's own SDK: url, key, line."""
import json
import math
import struct
import sys
import threading

from assemblyai.streaming.v3 import (
    StreamingClient,
    StreamingClientOptions,
    StreamingEvents,
    StreamingParameters,
    SpeechModel,
)

url, key, model = sys.argv[1:4]
said = {"begin": None, "turns": [], "termination": None, "errors": []}
ended = threading.Event()

client = StreamingClient(StreamingClientOptions(api_key=key, api_host=url))
client.on(StreamingEvents.Begin, lambda _, event: said.update(begin=event.id))


def turn(_, event):
    said["turns"].append({"text": event.transcript, "over": event.end_of_turn,
                          "confidence": event.end_of_turn_confidence, "order": event.turn_order,
                          "words": [word.text for word in event.words]})
    if event.end_of_turn:
        ended.set()


def error(_, fault):
    said["errors"].append({"code": fault.code, "text": str(fault)})
    ended.set()


client.on(StreamingEvents.Turn, turn)
client.on(StreamingEvents.Termination, lambda _, event: said.update(termination=event.audio_duration_seconds))
client.on(StreamingEvents.Error, error)
client.connect(StreamingParameters(sample_rate=16000, format_turns=False, speech_model=model,
                                   keyterms_prompt=["Tandem"]))


def pieces(loudness, count):
    for piece in range(count):
        yield b"".join(struct.pack("<h", int(loudness * math.sin((piece * 1600 + i) / 10))) for i in range(1600))


client.stream(pieces(9000, 10))
client.force_endpoint()
ended.wait(5)
if not said["errors"]:
    client.stream(pieces(0, 3))
    client.disconnect(terminate=True)
print(json.dumps(said))
