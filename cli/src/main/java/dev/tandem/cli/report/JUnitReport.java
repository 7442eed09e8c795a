package dev.tandem.cli.report;

import dev.tandem.cli.api.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A report in JUnit's XML, as GitHub, GitLab, Jenkins and others read it: one {@code testsuite} in {@code testsuites}.
 *
 * @param name of the suite: the workflow
 * @param seconds that it took
 */
public record JUnitReport(String name, Instant at, double seconds, List<Case> cases) {

    /**
     * One test.
     *
     * @param group what it belongs to, such as the file
     * @param failure what did not pass, in lines; null: it passed
     */
    public record Case(String group, String name, @Nullable String failure) {}

    /** Makes a report of what has just ended. */
    public static JUnitReport since(Instant began, String name, List<Case> cases) {
        double seconds = Duration.between(began, Instant.now()).toMillis() / 1e3;
        return new JUnitReport(name, began, seconds, List.copyOf(cases));
    }

    /** @throws Failure if the file cannot be written */
    public void write(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (OutputStream out = Files.newOutputStream(file)) {
                write(out);
            }
        } catch (IOException | XMLStreamException unwritable) {
            throw Failure.usage("The report " + file + " cannot be written: " + unwritable.getMessage());
        }
    }

    void write(OutputStream out) throws XMLStreamException {
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        counts(xml);
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        counts(xml);
        xml.writeAttribute("skipped", "0");
        // ISO 8601 without a zone, in UTC, as the format wants it.
        xml.writeAttribute("timestamp", at.toString().substring(0, 19));
        for (Case one : cases) {
            xml.writeCharacters("\n    ");
            test(xml, one);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
        xml.close();
    }

    private void counts(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeAttribute("name", clean(name));
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute(
                "failures",
                String.valueOf(
                        cases.stream().filter(one -> one.failure() != null).count()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("time", time(seconds));
    }

    private static void test(XMLStreamWriter xml, Case one) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", clean(one.name()));
        xml.writeAttribute("classname", clean(one.group()));
        xml.writeAttribute("time", "0.000");
        String failure = one.failure();
        if (failure != null) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", clean(failure.lines().findFirst().orElse("")));
            xml.writeAttribute("type", "failed");
            xml.writeCharacters(clean(failure));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /** Leaves out what XML 1.0 cannot hold. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c < 0xD800)
                        || (c >= 0xE000 && c < 0xFFFE)
                        || c >= 0x10000)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
