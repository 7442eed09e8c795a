package dev.tandem.workers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tandem.stack.junit.PackageTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {

    private static final PackageTable TABLE = new PackageTable("""
        workers.log:
        workers.audio: workers.log
        workers.egress:
        workers.itn: workflows.variable
        workers.metrics: workflows.event workflows.protocol
        workers.parts:
        workers.room:
        workers.speech.local.normalization:
        workers.workspace: workflows.document workflows.graph workflows.workspace
        workers.provider: workers.audio workers.egress workers.metrics workflows.catalog workflows.graph
        workers.room.livekit.ffi: workers.room livekit.proto
        workers.room.memory: workers.room
        workers.provider.socket: workers.egress workers.provider
        workers.tool: workers.egress workers.log workers.metrics workers.workspace workflows.call.api workflows.catalog workflows.graph workflows.mock workflows.protocol
        workers.llm: workers.audio workers.egress workers.provider workflows.graph
        workers.room.livekit: workers.room workers.room.livekit.ffi livekit.proto
        workers.speech: workers.audio workers.egress workers.provider workflows.graph
        workers.speech.streamed: workers.audio workers.provider workers.provider.socket workers.speech
        workers.speech.assemblyai: workers.egress workers.provider workers.provider.socket workers.speech workers.speech.streamed workflows.graph
        workers.speech.deepgram: workers.egress workers.provider workers.provider.socket workers.speech workers.speech.streamed workflows.graph
        workers.speech.openai: workers.provider workers.speech
        workers.speech.openai.ears: workers.egress workers.provider workers.speech workers.speech.openai workflows.graph
        workers.tool.http: workers.egress workers.workspace workers.tool workflows.catalog workflows.graph workflows.protocol
        workers.tool.mcp: workers.egress workers.workspace workers.tool workflows.catalog workflows.graph workflows.protocol
        workers.listen: workers.log workers.audio workers.itn workers.speech workflows.graph
        workers.llm.http: workers.log workers.egress workers.provider workers.llm workflows.graph
        workers.plugin: workers.log workers.metrics workers.provider workers.llm workers.llm.http workers.tool workers.workspace plugin plugins workflows.graph workflows.protocol
        workers.llm.anthropic: workers.provider workers.llm workers.llm.http
        workers.llm.openai: workers.provider workers.llm workers.llm.http
        workers.llm.builtin: workers.itn workers.parts workers.provider workers.llm workflows.graph workflows.variable
        workers.speak: workers.audio workers.metrics workers.speech workflows.event workflows.graph
        workers.speech.openai.voice: workers.audio workers.egress workers.provider workers.speech workers.speech.openai workflows.catalog workflows.graph
        workers.speech.socket: workers.provider workers.provider.socket workers.speech
        workers.speech.cartesia: workers.audio workers.egress workers.provider workers.provider.socket workers.speech workers.speech.socket workflows.catalog workflows.graph
        workers.speech.elevenlabs: workers.audio workers.egress workers.provider workers.provider.socket workers.speech workers.speech.socket workflows.catalog workflows.graph
        workers.speech.local.onnx: workers.parts workers.speech
        workers.speech.written: workers.provider workers.speech workflows.graph
        workers.usage: workers.provider workers.llm workers.speech workflows.protocol workflows.usage workflows.graph
        workers.think: workers.log workers.audio workers.itn workers.workspace workers.llm workflows.graph workflows.protocol workflows.variable workflows.workspace
        workers.live: workers.log workers.audio workers.metrics workers.room workers.workspace workers.llm workers.speech workers.listen workers.speak workers.speech.written workers.usage workers.think workflows.usage workflows.event workflows.graph workflows.protocol workflows.variable workflows.workspace
        workers.speech.local.hibari: workers.audio workers.speech.local.normalization workers.provider workers.speech workers.speech.local.onnx workflows.graph
        workers.speech.local.moonshine: workers.log workers.audio workers.provider workers.speech workers.speech.local.onnx workflows.graph
        workers.speech.local.silero: workers.provider workers.speech workers.speech.local.onnx workflows.graph
        workers.speech.local.smartturn: workers.parts workers.speech workers.speech.local.onnx
        workers.attend: workers.log workers.metrics workers.room workers.speak workers.live workflows.call.api workflows.document workflows.graph workflows.protocol workflows.workspace
        workers: workers.audio workers.egress workers.metrics workers.parts workers.workspace workers.provider workers.tool workers.plugin plugins workers.llm workers.room.livekit workers.room.memory workers.speech workers.speak workers.live workers.attend workflows.call workflows.call.api workflows.call.testing workflows.guard workflows.workspace
        """);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tandem.workers");

    @Test
    void aPackageKnowsOnlyThoseOfItsRow() {
        assertThat(TABLE.differences(CLASSES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "room, livekit",
        "room, memory",
        "speech, local",
        "speech, assemblyai",
        "speech, deepgram",
        "speech, openai",
        "llm, builtin",
        "llm, http",
        "llm, openai",
        "llm, anthropic",
        "tool, http",
        "tool, mcp"
    })
    void noPortKnowsItsProviders(String port, String provider) {
        noClasses()
                .that()
                .resideInAPackage("dev.tandem.workers." + port)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tandem.workers." + port + "." + provider + "..")
                .check(CLASSES);
    }
}
