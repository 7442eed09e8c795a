package dev.tandem.workflows;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tandem.stack.junit.PackageTable;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final PackageTable TABLE = new PackageTable("""
            workflows.document.upcast:
            workflows.variable:
            workflows.workspace:
            workflows.payload:
            workflows.usage:
            workflows.mock:
            workflows.event: workflows.variable workflows.payload
            workflows.guard: workflows.variable
            workflows.graph: workflows.variable workflows.guard
            workflows.command: workflows.variable workflows.graph
            workflows.document: workflows.document.upcast workflows.variable workflows.guard workflows.graph
            workflows.protocol: workflows.variable workflows.workspace workflows.usage workflows.mock workflows.event workflows.graph
            workflows.catalog: workflows.variable workflows.graph workflows.document
            workflows.scenario: workflows.variable workflows.graph
            workflows.call.api: workflows.variable workflows.workspace workflows.event workflows.graph workflows.command workflows.protocol workflows.catalog workflows.scenario
            workflows.document.diff: workflows.document
            workflows.scenario.document: workflows.variable workflows.graph workflows.document workflows.scenario
            workflows.scenario.recorded: workflows.variable workflows.event
            workflows.scenario.judging: workflows.variable workflows.event workflows.graph workflows.scenario
            workflows.call.testing: workflows.workspace workflows.scenario workflows.scenario.judging workflows.call.api
            workflows.rules: workflows.variable workflows.mock workflows.payload workflows.workspace workflows.event workflows.guard workflows.graph workflows.command workflows.document workflows.protocol
            workflows.replay: workflows.variable workflows.payload workflows.workspace workflows.event workflows.graph workflows.command workflows.protocol workflows.catalog workflows.rules
            workflows.call.attendance: workflows.payload workflows.event workflows.protocol workflows.call.api workflows.rules
            workflows.gate: workflows.variable workflows.guard workflows.graph workflows.document workflows.catalog
            workflows.call: workflows.variable workflows.payload workflows.usage workflows.event workflows.graph workflows.command workflows.document workflows.protocol workflows.call.api workflows.rules workflows.replay workflows.call.attendance
            """);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tandem.workflows");

    @Test
    void aPackageKnowsOnlyThoseOfItsRow() {
        assertThat(TABLE.differences(CLASSES)).isEmpty();
    }

    @Test
    void rulesAndWhatTheyKnowAreFreeOfTemporal() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tandem.workflows.call..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.temporal..")
                .check(CLASSES);
    }

    @Test
    void theGateDoesNotKnowWhichProvidersAndToolTypesThereAre() {
        noClasses()
                .that()
                .resideInAPackage("dev.tandem.workflows.gate")
                .should()
                .dependOnClassesThat(simpleNameEndingWith("Descriptor").and(not(INTERFACES)))
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
