package dev.tandem.workers;

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

    private static final String WORKERS = "dev.tandem.workers.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tandem.workers");

    @ParameterizedTest(name = "{0} knows {1}")
    @CsvSource({
        "parts, parts",
        "audio, audio",
        "room, room",
        "speech, speech audio parts",
        "spoken, spoken",
        "llm, llm parts spoken",
        "secret, secret",
        "metrics, metrics",
        "tool, tool secret metrics",
        "turn, turn audio room speech llm spoken secret metrics",
        "attend, attend turn room metrics"
    })
    void aRoomKnowsOnlyItselfTheRoomsBelowItAndWhatACallIs(String room, String known) {
        String[] allowed = Stream.concat(
                        Stream.of("dev.tandem.workflows..", "dev.tandem.livekit.proto.."),
                        Stream.of(known.split(" ")).map(name -> WORKERS + name + ".."))
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(WORKERS + room + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.tandem..").and(DescribedPredicate.not(resideInAnyPackage(allowed))))
                .check(CLASSES);
    }

    @Test
    void roomsHaveNoCycle() {
        slices().matching(WORKERS + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({"room, livekit", "speech, local", "llm, builtin", "tool, http"})
    void noInterfaceKnowsItsProviders(String room, String provider) {
        noClasses()
                .that()
                .resideInAPackage(WORKERS + room)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(WORKERS + room + "." + provider + "..")
                .check(CLASSES);
    }

    @Test
    void onlyTheLiveKitRoomKnowsTheNativeProtocol() {
        noClasses()
                .that()
                .resideOutsideOfPackage(WORKERS + "room.livekit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tandem.livekit.proto..")
                .check(CLASSES);
    }
}
