package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tandem.stack.junit.PackageTable;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final PackageTable TABLE = new PackageTable("""
            cli.api:
            cli.file: cli.api
            cli.report: cli.api
            cli: cli.api cli.file cli.report
            """);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tandem.cli");

    /** The command knows Tandem by its API alone: none of the other modules. */
    @Test
    void aPackageKnowsOnlyThoseOfItsRow() {
        assertThat(TABLE.differences(CLASSES)).isEmpty();
    }
}
