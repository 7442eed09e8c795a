package dev.tandem.api.data.tenant;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The organization whose rows a thread's transactions see. A thread that serves a request works for the organization of
 * its key; any other says for whom it works. Without one it sees no row and writes none.
 */
public final class Tenant {

    private static final ScopedValue<UUID> ORGANIZATION = ScopedValue.newInstance();
    private static final String OF_REQUEST = Tenant.class.getName();

    private Tenant() {}

    /**
     * Does something for an organization, whatever else this thread works for.
     *
     * @throws IllegalStateException within a transaction, which keeps the organization that it began with
     */
    public static <T extends @Nullable Object> T call(UUID organization, Supplier<T> action) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("say for whom a transaction works before it begins");
        }
        return ScopedValue.where(ORGANIZATION, organization).call(action::get);
    }

    /** As {@link #call}, without a result. */
    public static void run(UUID organization, Runnable action) {
        Tenant.<@Nullable Void>call(organization, () -> {
            action.run();
            return null;
        });
    }

    /** From now on the request is served for this organization. */
    public static void ofRequest(HttpServletRequest request, UUID organization) {
        request.setAttribute(OF_REQUEST, organization);
    }

    static Optional<UUID> current() {
        return ORGANIZATION.isBound() ? Optional.of(ORGANIZATION.get()) : ofRequest();
    }

    private static Optional<UUID> ofRequest() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return Optional.ofNullable(request)
                .map(present -> (UUID) present.getAttribute(OF_REQUEST, RequestAttributes.SCOPE_REQUEST));
    }
}
