package dev.tandem.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tandem.stack.junit.PackageTable;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    /** A vendor's fake knows what all share, and no other vendor's. */
    private static final PackageTable TABLE = new PackageTable("""
            vendors:
            vendors.ears:
            vendors.assemblyai: vendors vendors.ears
            vendors.deepgram: vendors vendors.ears
            vendors.openai.transcription: vendors vendors.ears
            vendors.voice:
            vendors.cartesia: vendors vendors.voice
            vendors.elevenlabs: vendors vendors.voice
            vendors.openai.voice: vendors vendors.voice
            vendors.anthropic: vendors
            vendors.openai: vendors
            """);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tandem.vendors");

    @Test
    void aPackageKnowsOnlyThoseOfItsRow() {
        assertThat(TABLE.differences(CLASSES)).isEmpty();
    }
}
