package dev.tandem.api.version;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Freezes what a test follows: a version's document with its tools written out. A draft may change meanwhile. */
@Service
public class Snapshots {

    private final Publications publications;
    private final ServerInquiry servers;
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;

    Snapshots(Publications publications, ServerInquiry servers, JdbcClient jdbc, TransactionOperations transaction) {
        this.publications = publications;
        this.servers = servers;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * A document that does not change any more.
     *
     * @param sha256 of the document, in hex
     */
    public record Snapshot(WorkflowVersion version, String sha256, JsonNode document) {

        public AgentGraph graph() {
            return GraphDocument.load(document);
        }
    }

    /**
     * Freezes a version as it is now. The same document is kept once; one that no test has followed for a day is
     * forgotten.
     *
     * @throws ApiProblem 404, 422 if calls could not follow it, 503 if the servers of its tools cannot be asked
     */
    public Snapshot freeze(UUID organization, UUID id) {
        Snapshot now = now(organization, id);
        transaction.executeWithoutResult(status -> {
            forgetOld(id);
            jdbc.sql("""
                            insert into test_snapshot (workflow_version_id, sha256, document)
                            values (:version, :sha256, :document::jsonb)
                            on conflict (workflow_version_id, sha256) do update set created_at = now()
                            """)
                    .param("version", id)
                    .param("sha256", now.sha256())
                    .param("document", now.document().toString())
                    .update();
        });
        return now;
    }

    /**
     * Returns a version as it is now, and keeps nothing.
     *
     * @throws ApiProblem 404, 422 if calls could not follow it, 503 if the servers of its tools cannot be asked
     */
    public Snapshot now(UUID organization, UUID id) {
        var found = servers.ask(publications.unasked(organization, id));
        Publications.WrittenOut whole = publications.writtenOut(organization, id, found);
        return new Snapshot(whole.version(), sha256(whole.document().toString()), whole.document());
    }

    /**
     * Returns a document that was frozen before.
     *
     * @throws ApiProblem 404 if it is forgotten
     */
    public Snapshot frozen(UUID organization, UUID id, String sha256) {
        return transaction.execute(status -> {
            String document = jdbc.sql("""
                            select document::text from test_snapshot
                            where workflow_version_id = :version and sha256 = :sha256
                              and organization_id = :organization
                            """)
                    .param("version", id)
                    .param("sha256", sha256)
                    .param("organization", organization)
                    .query(String.class)
                    .optional()
                    .orElseThrow(() -> ApiProblem.notFound("frozen document", sha256));
            return new Snapshot(
                    publications.version(organization, id),
                    sha256,
                    JsonMapper.shared().readTree(document));
        });
    }

    private void forgetOld(UUID version) {
        jdbc.sql("""
                        delete from test_snapshot s
                        where s.workflow_version_id = :version and s.created_at < now() - interval '1 day'
                          and not exists (select from test_session t
                                          where t.workflow_version_id = :version and t.snapshot_sha256 = s.sha256)
                        """).param("version", version).update();
    }

    /** Returns the hash that names a document. */
    static String sha256(String document) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
