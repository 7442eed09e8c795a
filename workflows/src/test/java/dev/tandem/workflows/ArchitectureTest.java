package dev.tandem.workflows;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {

    private static final String WORKFLOWS = "dev.tandem.workflows.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tandem.workflows");

    @ParameterizedTest(name = "{0} knows {1}")
    @CsvSource({
        "graph, graph",
        "secret, secret",
        "event, event secret",
        "tool, tool graph secret",
        "transfer, transfer tool graph",
        "turn, turn tool transfer graph",
        "command, command graph",
        "call, call command turn tool transfer graph event secret"
    })
    void aRoomKnowsOnlyItselfAndTheRoomsBelowIt(String room, String known) {
        String[] allowed =
                Stream.of(known.split(" ")).map(name -> WORKFLOWS + name + "..").toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(WORKFLOWS + room + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.tandem..").and(DescribedPredicate.not(resideInAnyPackage(allowed))))
                .check(CLASSES);
    }

    @Test
    void roomsHaveNoCycle() {
        slices().matching(WORKFLOWS + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theGateDoesNotKnowWhichProvidersAndToolTypesThereAre() {
        noClasses()
                .that()
                .resideInAPackage(WORKFLOWS + "graph")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(WORKFLOWS + "graph.standard..")
                .check(CLASSES);
    }

    @Test
    void nothingHereReachesForTheWorldOutside() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..", "java.sql..", "java.nio.channels..", "java.net.http..", "okhttp3..")
                .check(CLASSES);
    }
}
