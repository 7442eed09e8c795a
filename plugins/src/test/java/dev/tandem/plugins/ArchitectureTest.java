package dev.tandem.plugins;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tandem.plugin.TandemPlugin;
import dev.tandem.stack.junit.PackageTable;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final PackageTable TABLE =
            new PackageTable("plugins: plugin workflows.catalog workflows.document workflows.graph");

    @Test
    void aPackageKnowsOnlyThoseOfItsRow() {
        JavaClasses own = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.tandem.plugins");

        assertThat(TABLE.differences(own)).isEmpty();
    }

    @Test
    void thePublishedApiKnowsNothingButTheJdk() {
        JavaClasses api = new ClassFileImporter().importPackagesOf(TandemPlugin.class);

        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.tandem.plugin", "org.jspecify.annotations")
                .check(api);
    }
}
