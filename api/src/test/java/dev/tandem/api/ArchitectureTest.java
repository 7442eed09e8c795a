package dev.tandem.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ArchitectureTest {

    private static final JavaClasses API = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tandem.api");

    @Test
    void knowsWorkflowsAndNeverWorkers() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tandem.workers..", "dev.tandem.stack..")
                .check(API);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.tandem.api.(*)..").should().beFreeOfCycles().check(API);
    }

    /** A stream that nobody closes keeps its connection for ever; a list gives it back. */
    @Test
    void rowsComeAsLists() {
        noClasses()
                .should()
                .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
                .check(API);
    }

    @Test
    void controllersAreTheirPackagesOwn() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Controller")
                .should()
                .bePackagePrivate()
                .check(API);
    }

    @Test
    void repositoriesAreTheirPackagesOwn() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Repository")
                .should()
                .bePackagePrivate()
                .check(API);
    }

    @Test
    void problemsAndPagesKnowNoFeature() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.tandem.api.problem..", "dev.tandem.api.page..", "dev.tandem.api.json..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tandem.api.workflow..",
                        "dev.tandem.api.version..",
                        "dev.tandem.api.call..",
                        "dev.tandem.api.event..",
                        "dev.tandem.api.access..")
                .check(API);
    }
}
