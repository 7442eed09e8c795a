package dev.tandem.examples.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Summarises the demo's call for people. */
final class Summary {

    private final PrintStream out;

    Summary(PrintStream out) {
        this.out = out;
    }

    void print(JsonNode report, String api, Path file) {
        out.printf(
                "%n%-4s %-34s %-8s %11s %11s %6s %6s%n",
                "turn", "the worker heard", "agent", "first sound", "endpointing", "model", "tts");
        for (JsonNode turn : report.path("turns")) {
            JsonNode ms = turn.path("ms");
            out.printf(
                    "%-4d %-34s %-8s %8d ms %8.0f ms %6.0f %6.0f%n",
                    turn.path("n").asInt(),
                    shorten(turn.path("heard").asString(""), 34),
                    turn.path("agent").asString(""),
                    ms.path("first_sound").asInt(-1),
                    ms.path("endpointing").asDouble(-1),
                    ms.path("model").asDouble(-1),
                    ms.path("tts").asDouble(-1));
        }
        out.printf("%nmedian from the caller's last sound to the answer's first: %d ms%n", median(report));
        out.println();
        report.path("tools")
                .forEach(tool -> out.printf(
                        "tool      %-14s key %s, ran %d×%n",
                        tool.path("name").asString(""),
                        tool.path("key").asString(""),
                        tool.path("runs").asInt()));
        report.path("transfers")
                .forEach(transfer -> out.printf(
                        "transfer  %s → %s  %s%n",
                        transfer.path("from").asString(""),
                        transfer.path("to").asString(""),
                        transfer.path("variables")));
        out.printf(
                "stored    %d events in PostgreSQL; history in Temporal: %d events, %d bytes%n%n",
                report.path("events").asInt(),
                report.path("history").path("events").asInt(),
                report.path("history").path("bytes").asInt());
        report.path("checks")
                .forEach(check -> out.printf(
                        "%s %s%s%n",
                        check.path("ok").asBoolean() ? "✓" : "✗",
                        check.path("name").asString(""),
                        check.path("ok").asBoolean()
                                ? ""
                                : "   " + check.path("detail").asString("")));
        links(report, api, file);
    }

    private void links(JsonNode report, String api, Path file) {
        JsonNode call = report.path("call");
        out.printf(
                "%nTemporal UI  %s%nAPI          %s/api/calls/%s%nConsole      %s/#call=%s%nReport       %s%nHeard        %s%n%s%n",
                call.path("temporal_url").asString(""),
                api,
                call.path("id").asString(""),
                api,
                call.path("id").asString(""),
                file,
                DemoCall.HEARD,
                report.path("passed").asBoolean()
                        ? "The call kept every promise."
                        : "The call did NOT keep every promise.");
    }

    /** Returns the median over the turns that began with the caller's words. */
    private static long median(JsonNode report) {
        long[] first = StreamSupport.stream(report.path("turns").spliterator(), false)
                .filter(turn -> turn.path("n").asInt() > 0)
                .mapToLong(turn -> turn.path("ms").path("first_sound").asLong(-1))
                .filter(ms -> ms >= 0)
                .sorted()
                .toArray();
        return first.length == 0 ? -1 : first[first.length / 2];
    }

    private static String shorten(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
