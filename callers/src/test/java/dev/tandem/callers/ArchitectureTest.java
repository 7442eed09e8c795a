package dev.tandem.callers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tandem.stack.junit.PackageTable;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final PackageTable TABLE = new PackageTable("""
            callers.persona: workers.itn workers.llm workers.provider workers.workspace workflows.call.api workflows.graph workflows.scenario
            callers.sound: workers.audio workers.speech workflows.scenario
            callers.spoken: callers.sound workers.audio workers.room workers.room.livekit workers.speech workflows.call.api workflows.scenario
            callers.process: callers.persona callers.sound callers.spoken workers.audio workers.egress workers.llm workers.metrics workers.parts workers.provider workers.speech workers.workspace workflows.call.api workflows.graph workflows.workspace
            callers: callers.sound workers.audio workers.parts workers.room workers.room.livekit workers.speech
            """);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tandem.callers");

    @Test
    void aPackageKnowsOnlyThoseOfItsRow() {
        assertThat(TABLE.differences(CLASSES)).isEmpty();
    }

    @Test
    void aPersonaHearsNoRoom() {
        noClasses()
                .that()
                .resideInAPackage("dev.tandem.callers.persona")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tandem.workers.room..", "dev.tandem.workers.speech..")
                .check(CLASSES);
    }
}
