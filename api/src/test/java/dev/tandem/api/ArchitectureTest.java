package dev.tandem.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tandem.stack.junit.PackageTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

class ArchitectureTest {

    private static final PackageTable TABLE = new PackageTable("""
            api:
            api.data.tenant:
            api.edge.console:
            api.http.problem: workflows.document
            api.http.text: workflows.document
            api.access.oidc: api.http.problem
            api.http.json: api.http.problem workflows.document
            api.http.page: api.http.problem
            api.http.precondition: api.http.problem
            api.limits: api.http.problem
            api.livekit.tokens: api.http.problem
            api.command: workflows.event
            api.edge.connection: api.http.problem
            api.temporal: api.http.problem workflows.call.api workflows.call.testing workflows.command workflows.protocol
            api.livekit.rooms: api.http.problem api.temporal
            api.access: api.data.tenant api.http.problem api.access.oidc
            api.data.postgres: api.http.json
            api.analytics: api.http.problem api.access workflows.event
            api.apikey: api.http.problem api.http.text api.http.page api.access workflows.document
            api.catalog: api.http.page api.access plugins workflows.catalog workflows.graph
            api.edge.idempotency: api.data.tenant api.http.problem api.http.page api.access
            api.edge.openapi: api.http.problem api.access
            api.edge.ratelimit: api.http.problem api.access
            api.edge.requestlog: api.access
            api.event: api.http.problem api.http.json api.access workflows.event
            api.stream: api.http.problem api.access api.limits
            api.phonenumber: api.http.problem api.http.json api.http.page api.access workflows.document
            api.given: api.http.problem api.phonenumber workflows.document workflows.graph workflows.mock workflows.variable
            api.transcript: api.event workflows.event
            api.usage: api.http.problem api.access api.analytics workflows.document
            api.trunk: api.data.tenant api.http.problem api.http.page api.access workflows.document
            api.tool: api.http.problem api.http.page api.access workflows.document workflows.gate workflows.graph
            api.workspace: api.data.tenant api.http.problem api.http.page api.access workflows.document workflows.workspace
            api.organization: api.data.tenant api.http.problem api.http.text api.http.page api.access api.apikey api.limits workflows.document
            api.projection:
            api.requirement: api.http.problem api.access workflows.document
            api.version: api.data.tenant api.http.problem api.http.json api.http.page api.http.precondition api.temporal api.projection api.access api.workspace workflows.workspace workflows.call.api workflows.catalog workflows.document workflows.document.diff workflows.gate workflows.graph workflows.protocol api.requirement
            api.call: api.data.tenant api.http.problem api.http.page api.limits api.livekit.tokens api.temporal api.access api.analytics api.command api.event api.given api.stream api.transcript api.version workflows.call.api workflows.command workflows.document workflows.event workflows.protocol workflows.graph api.workspace
            api.testing: api.http.problem api.http.page api.livekit.tokens api.temporal api.access api.event api.version api.call workflows.call.api workflows.document workflows.event workflows.variable
            api.replay: api.data.tenant api.http.problem api.http.page api.http.precondition api.requirement api.temporal api.access api.event api.version api.workspace workflows.call.api workflows.document workflows.graph workflows.replay
            api.scenario: api.replay api.data.tenant api.http.problem api.http.page api.http.precondition api.temporal api.access api.event api.stream api.given api.version api.call api.testing workflows.call.testing workflows.document workflows.event workflows.graph workflows.scenario workflows.scenario.document workflows.scenario.judging workflows.workspace api.requirement workflows.scenario.recorded api.livekit.tokens workflows.call.api api.workspace
            api.workflow: api.http.problem api.http.json api.http.page api.http.precondition api.access api.version workflows.document api.call
            api.webhook: api.data.tenant api.http.problem api.livekit.rooms api.access api.phonenumber api.call
            """);

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
    void aPackageKnowsOnlyThoseOfItsRow() {
        assertThat(TABLE.differences(API)).isEmpty();
    }

    /** Forbids streams of rows. A stream that nobody closes keeps its connection for ever; a list gives it back. */
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

    /** Spring names a bean after its class, and does not start where two have one name. */
    @Test
    void everyBeanHasANameOfItsOwn() {
        Map<String, List<String>> byName = API.stream()
                .filter(type -> type.isMetaAnnotatedWith(Component.class))
                .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getFullName, toList())));
        assertThat(byName).hasSizeGreaterThan(50);
        assertThat(byName.values()).allSatisfy(classes -> assertThat(classes).hasSize(1));
    }
}
