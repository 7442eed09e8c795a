import importlib.metadata
import json
import sys

SDKS = ["openai", "anthropic", "assemblyai", "cartesia", "deepgram-sdk", "elevenlabs"]
print(json.dumps({
    "argument": sys.argv[1] if len(sys.argv) > 1 else None,
    "installed": {sdk: importlib.metadata.version(sdk) for sdk in SDKS},
}))
