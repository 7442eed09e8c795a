"""Has the fake transcribe with OpenAI's own SDK: url, key, model."""
import io
import json
import math
import struct
import sys
import wave

import openai

url, key, model = sys.argv[1:4]
file = io.BytesIO()
with wave.open(file, "wb") as wav:
    wav.setnchannels(1)
    wav.setsampwidth(2)
    wav.setframerate(16000)
    wav.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(i / 10))) for i in range(16000)))
client = openai.OpenAI(api_key=key, base_url=url + "/v1", max_retries=0)
try:
    answer = client.audio.transcriptions.create(model=model, language="en", response_format="json",
                                                file=("utterance.wav", file.getvalue(), "audio/wav"))
    print(json.dumps({"text": answer.text}))
except openai.APIStatusError as refused:
    print(json.dumps({"class": type(refused).__name__, "param": refused.param, "message": refused.message}))
