package dev.tandem.api.stream;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Credential;
import dev.tandem.api.http.problem.ApiProblem;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Knows the event streams that are open in this process. It looks every two seconds whether their keys are still valid,
 * because a key may be revoked through any process, and notifications do not pass every pooler.
 */
@Component
public class OpenStreams {

    private static final Logger log = LoggerFactory.getLogger(OpenStreams.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final StreamRows rows;
    private final Clock clock = Clock.systemUTC();
    private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();
    private boolean reported;
    private boolean said;

    OpenStreams(StreamRows rows) {
        this.rows = rows;
    }

    /**
     * Opens a stream.
     *
     * @throws ApiProblem 429 if the organization has as many as it may have
     */
    public OpenStream open(Access access) {
        OpenStream stream = new OpenStream(access.organization(), access.credential(), clock, this);
        open.add(stream);
        boolean admitted = false;
        try {
            admitted = rows.admit(access.organization(), count(access.organization()));
        } finally {
            if (!admitted) {
                stream.close();
            }
        }
        if (!admitted) {
            throw ApiProblem.later(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "organization-limit",
                    "The organization has as many event streams as it may have. Close some, or try again.",
                    RETRY_AFTER);
        }
        return stream;
    }

    void closed(OpenStream stream) {
        open.remove(stream);
    }

    private int count(UUID organization) {
        return (int) open.stream()
                .filter(stream -> stream.organization().equals(organization))
                .count();
    }

    @Scheduled(fixedDelayString = "${tandem.watch-streams-every}", initialDelayString = "${tandem.watch-streams-every}")
    void watch() {
        try {
            look();
            if (said) {
                log.info("keys of event streams are checked again");
            }
            said = false;
        } catch (DataAccessException | TransactionException away) {
            if (!said) {
                log.warn("keys of event streams are not checked for the time being; trying again", away);
            }
            said = true;
        }
    }

    private void look() {
        if (open.isEmpty() && !reported) {
            return;
        }
        Map<UUID, Set<OpenStream>> byKey = open.stream()
                .filter(stream -> stream.credential() instanceof Credential.Key)
                .collect(Collectors.groupingBy(OpenStreams::key, Collectors.toSet()));
        if (!byKey.isEmpty()) {
            rows.over(byKey.keySet())
                    .forEach(key -> byKey.getOrDefault(key, Set.of()).forEach(OpenStream::revoke));
        }
        Map<UUID, Integer> counts =
                open.stream().collect(Collectors.toMap(OpenStream::organization, one -> 1, Integer::sum));
        rows.renew(counts);
        reported = !counts.isEmpty();
    }

    private static UUID key(OpenStream stream) {
        return switch (stream.credential()) {
            case Credential.Key key -> key.id();
            case Credential.Token _ -> throw new IllegalArgumentException("a token is no key");
        };
    }
}
