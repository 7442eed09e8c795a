package dev.tandem.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    @Test
    void aReportIsJUnitsXmlWhateverItsTextsHold(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("reports/test.xml");
        new JUnitReport(
                        "Shop \"&\" <co>",
                        Instant.parse("2026-12-01T10:00:00.123Z"),
                        12.3456,
                        List.of(
                                new JUnitReport.Case("scenarios/a.yaml", "passes", null),
                                new JUnitReport.Case(
                                        "scenarios/b.yaml", "fails]]>", "expected: <a>\nfound: \u0000 b\uFFFF")))
                .write(file);

        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Objects.requireNonNull(ReportTest.class.getResource("/junit.xsd")))
                .newValidator()
                .validate(new StreamSource(file.toFile()));
        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("1");
        assertThat(xml.getDocumentElement().getAttribute("time")).isEqualTo("12.346");
        assertThat(xml.getElementsByTagName("failure").item(0).getTextContent()).isEqualTo("expected: <a>\nfound:  b");
    }

    @Test
    void aFailedScenarioSaysWhatWasExpectedWhatWasFoundAndWhere() {
        ScenarioResult result = ScenarioResult.of(JsonMapper.shared().readTree("""
                {"name": "told too much", "status": "failed", "passed": 1, "attempts": 2, "problems": [],
                 "results": [{"attempt": 0, "status": "passed", "verdicts": []},
                  {"attempt": 1, "status": "failed", "call_id": "c1", "verdicts": [
                   {"result": "failed", "pointer": "/caller/1/expect/0", "expected": "the words contain \\"Thursday\\"",
                    "found": "Friday", "where": {"first_turn": 2, "last_turn": 3}}]}]}
                """));

        assertThat(result.lines("scenarios/a.yaml"))
                .containsExactly(
                        "✗ told too much (1 of 2 calls)  scenarios/a.yaml",
                        "    /caller/1/expect/0, in turns 2 to 3",
                        "      expected: the words contain \"Thursday\"",
                        "      found:    Friday",
                        "      call:     /api/calls/c1");
    }

    @Test
    void changesAreListedPartByPart() {
        Changes changes = Changes.of(JsonMapper.shared().readTree("""
                {"document": [{"field": "/language", "before": null, "after": "de"}],
                 "agents": {"added": [{"id": "b", "name": "Billing"}], "removed": [], "changed": []},
                 "tools": {"added": [], "removed": [{"id": "t", "name": "check", "owner": "orders"}], "changed": []},
                 "paths": {"added": [], "removed": [], "changed": [{"id": "p", "name": "New", "previous_name": "Old",
                   "fields": [{"field": "/name", "before": "Old", "after": "New"}]}]},
                 "variables": {"added": [], "removed": [], "changed": []}}
                """));

        assertThat(changes.lines())
                .containsExactly(
                        "~ /language: (none) → \"de\"",
                        "+ agent Billing (b)",
                        "- tool check (t), of orders",
                        "~ path New (p), before: Old",
                        "    /name: \"Old\" → \"New\"");
        assertThat(changes.count()).isEqualTo("1 added, 2 changed, 1 removed");
    }

    @Test
    void progressIsShownOnATerminalAloneAndLeavesNothingBehind() {
        String plain = shown(false);
        String live = shown(true);

        assertThat(plain).isEqualTo("done" + System.lineSeparator());
        assertThat(live).isEqualTo("1 of 2\r      \rdone" + System.lineSeparator());
    }

    private static String shown(boolean live) {
        StringWriter to = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(to), live);
        terminal.progress("1 of 2");
        terminal.line("done");
        return to.toString();
    }
}
