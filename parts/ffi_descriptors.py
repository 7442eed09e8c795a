"""Takes the protocol of the LiveKit client out of its Python wheel, for Java.

The wheel holds no .proto file, but each generated `*_pb2.py` holds its file's serialized
FileDescriptorProto. This program adds the Java options to each and writes them as one
FileDescriptorSet, which protoc reads in place of .proto files (--descriptor_set_in). It needs
nothing but the standard library: the few fields it reads and adds are encoded by hand.
"""

import ast
import os
import pathlib
import sys

JAVA_PACKAGE = "dev.tandem.livekit.proto"

# Field numbers of google/protobuf/descriptor.proto.
SET_FILE = 1
FILE_NAME, FILE_DEPENDENCY, FILE_OPTIONS = 1, 3, 8
OPTION_JAVA_PACKAGE, OPTION_JAVA_OUTER_CLASSNAME, OPTION_JAVA_MULTIPLE_FILES = 1, 8, 10

VARINT, FIXED64, DELIMITED, FIXED32 = 0, 1, 2, 5


class DescriptorError(Exception):
    """The wheel is not shaped as expected; the message says what to do."""


def write(wheel_folder, out_file):
    """Writes the descriptors found in an unpacked `livekit` wheel; returns their file names in dependency order."""
    files = in_dependency_order(read_descriptors(pathlib.Path(wheel_folder)))
    encoded = b"".join(delimited(SET_FILE, with_java_options(name, data)) for name, data in files.items())
    out_file = pathlib.Path(out_file)
    out_file.parent.mkdir(parents=True, exist_ok=True)
    # Beside the target and renamed, so that an interrupted run leaves nothing half written.
    unfinished = out_file.with_name(out_file.name + f".{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(encoded)
        unfinished.replace(out_file)
    finally:
        unfinished.unlink(missing_ok=True)
    return list(files)


def read_descriptors(wheel_folder):
    """Serialized FileDescriptorProto by its .proto file name."""
    folder = wheel_folder / "livekit" / "rtc" / "_proto"
    sources = sorted(folder.glob("*_pb2.py"))
    if not sources:
        raise DescriptorError(f"no *_pb2.py in {folder}: is {wheel_folder} an unpacked livekit wheel?")
    descriptors = (serialized_file(source) for source in sources)
    return {file_name(data): data for data in descriptors}


def serialized_file(source):
    """The bytes literal that a generated module hands to AddSerializedFile."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"), str(source))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "AddSerializedFile" and len(node.args) == 1:
                return ast.literal_eval(node.args[0])
    raise DescriptorError(
        f"no call of AddSerializedFile in {source}: this version of the wheel is generated differently;"
        " use the version in the lock file"
    )


def in_dependency_order(descriptors):
    """The same files, each after those that it imports."""
    ordered = {}

    def add(name, importer):
        if name in ordered:
            return
        if name not in descriptors:
            raise DescriptorError(f"{importer} imports {name}, which the wheel does not hold")
        for dependency in strings(descriptors[name], FILE_DEPENDENCY):
            add(dependency, name)
        ordered[name] = descriptors[name]

    for name in descriptors:
        add(name, name)
    return ordered


def with_java_options(name, descriptor):
    """Appends options: a repeated occurrence of a message field is merged into the first by every protobuf reader."""
    stem = pathlib.PurePosixPath(name).stem
    outer_classname = "".join(word.capitalize() for word in stem.split("_")) + "Proto"
    options = (
        delimited(OPTION_JAVA_PACKAGE, JAVA_PACKAGE.encode())
        + delimited(OPTION_JAVA_OUTER_CLASSNAME, outer_classname.encode())
        + varint(OPTION_JAVA_MULTIPLE_FILES << 3 | VARINT)
        + varint(1)
    )
    return descriptor + delimited(FILE_OPTIONS, options)


def file_name(descriptor):
    return strings(descriptor, FILE_NAME)[0]


def strings(message, field):
    """Values of a string field at the top level of a message."""
    return [value.decode() for number, value in delimited_fields(message) if number == field]


def delimited_fields(message):
    """Number and value of each length-delimited field at the top level of a message."""
    position = 0
    while position < len(message):
        tag, position = read_varint(message, position)
        wire_type = tag & 7
        if wire_type == VARINT:
            _, position = read_varint(message, position)
        elif wire_type == FIXED64:
            position += 8
        elif wire_type == FIXED32:
            position += 4
        elif wire_type == DELIMITED:
            length, position = read_varint(message, position)
            yield tag >> 3, message[position : position + length]
            position += length
        else:
            raise DescriptorError(f"wire type {wire_type} at byte {position}: not a file descriptor")


def read_varint(message, position):
    value = shift = 0
    while True:
        byte = message[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7


def delimited(field, value):
    return varint(field << 3 | DELIMITED) + varint(len(value)) + value


def varint(value):
    encoded = bytearray()
    while value >= 0x80:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def main(arguments):
    if len(arguments) != 2:
        print("usage: ffi_descriptors.py <unpacked livekit wheel> <out file>", file=sys.stderr)
        return 2
    try:
        names = write(*arguments)
    except DescriptorError as problem:
        print(f"ffi_descriptors: {problem}", file=sys.stderr)
        return 1
    print(f"{arguments[1]}: {len(names)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
