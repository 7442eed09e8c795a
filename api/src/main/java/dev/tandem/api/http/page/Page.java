package dev.tandem.api.http.page;

import dev.tandem.api.http.problem.ApiProblem;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page starts; null: this is the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public static final int MAX_LIMIT = 200;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * @param found up to one item more than the limit; the extra item shows that there is a next page
     * @param cursor of an item
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, Object> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()).toString());
    }

    public <U> Page<U> map(Function<T, U> change) {
        return new Page<>(items.stream().map(change).toList(), nextCursor);
    }

    /** @throws ApiProblem 422 if the limit is not between 1 and {@value #MAX_LIMIT} */
    public static int checkedLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ApiProblem.invalidParameter("limit", "limit is between 1 and " + MAX_LIMIT + ".");
        }
        return limit;
    }
}
