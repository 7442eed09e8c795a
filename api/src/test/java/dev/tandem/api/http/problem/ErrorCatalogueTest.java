package dev.tandem.api.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class ErrorCatalogueTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path TESTS = Path.of("src", "test", "java");

    /** Finds a problem in the code: its type, and its status unless the method implies it. */
    private static final Pattern MADE = Pattern.compile(
            "(?:ApiProblem\\s*\\.\\s*|(?<=return ))(of|conflict|unavailable|later|faulty)\\(\\s*(?:HttpStatus\\.(\\w+)\\s*,\\s*)?(\"([a-z-]+)\"|[^\"\\s])");

    private final ErrorCatalogue catalogue = ErrorCatalogue.load();

    private record Made(Path file, HttpStatus status, String type) {}

    @Test
    void everyProblemOfTheCodeIsInTheCatalogueWithItsStatus() throws IOException {
        assertThat(made())
                .isNotEmpty()
                .allSatisfy(made -> assertThat(catalogue.entry(made.type()))
                        .as("%s answers %s: describe it in docs/errors.md", made.file(), made.type())
                        .hasValueSatisfying(entry -> assertThat(entry.status())
                                .isEqualTo(made.status().value())));
    }

    @Test
    void everyRefusalOfTheFrameworkIsInTheCatalogue() {
        assertThat(ofTheFramework().map(ProblemHandler::slug))
                .allSatisfy(type -> assertThat(catalogue.entry(type)).as(type).isPresent());
    }

    @Test
    void everyEntryOfTheCatalogueIsAnswered() throws IOException {
        Set<String> answered = Stream.concat(
                        made().stream().map(Made::type), ofTheFramework().map(ProblemHandler::slug))
                .collect(Collectors.toSet());

        assertThat(names()).as("entries of docs/errors.md that nothing answers").isSubsetOf(answered);
    }

    @Test
    void everyEntryOfTheCatalogueIsSeenInATest() throws IOException {
        String tests = String.join("\n", texts(TESTS));

        assertThat(names().stream().filter(name -> !tests.contains("\"" + name + "\"")))
                .as("entries of docs/errors.md that no test expects")
                .isEmpty();
    }

    private Set<String> names() {
        return StreamSupport.stream(catalogue.entries().spliterator(), false)
                .map(ErrorCatalogue.Entry::name)
                .collect(Collectors.toSet());
    }

    private static Stream<HttpStatus> ofTheFramework() {
        return Arrays.stream(HttpStatus.values()).filter(HttpStatus::isError);
    }

    private static List<String> texts(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    private static List<Made> made() throws IOException {
        List<Made> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher problem = MADE.matcher(Files.readString(file));
                while (problem.find()) {
                    if (problem.group(4) != null) {
                        found.add(new Made(file, status(problem), problem.group(4)));
                    }
                }
            }
        }
        return found;
    }

    private static HttpStatus status(Matcher problem) {
        if (problem.group(2) != null) {
            return HttpStatus.valueOf(problem.group(2));
        }
        return switch (problem.group(1)) {
            case "conflict" -> HttpStatus.CONFLICT;
            case "unavailable" -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }
}
