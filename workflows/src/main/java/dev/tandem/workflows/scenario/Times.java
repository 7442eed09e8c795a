package dev.tandem.workflows.scenario;

/** How often something must be: within both bounds. */
public record Times(int atLeast, int atMost) {

    /** Once or more. */
    public static final Times SOME = new Times(1, Integer.MAX_VALUE);

    public static Times exactly(int times) {
        return new Times(times, times);
    }

    public boolean include(int times) {
        return times >= atLeast && times <= atMost;
    }

    /** A clause such as {@code exactly 2 times}. */
    @Override
    public String toString() {
        if (atLeast == atMost) {
            return "exactly " + times(atLeast);
        }
        return atMost == Integer.MAX_VALUE ? "at least " + times(atLeast) : atLeast + " to " + times(atMost);
    }

    private static String times(int number) {
        return number == 1 ? "once" : number + " times";
    }
}
