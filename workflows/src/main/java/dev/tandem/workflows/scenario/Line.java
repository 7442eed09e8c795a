package dev.tandem.workflows.scenario;

import java.util.List;

/**
 * One thing that the caller of a script does.
 *
 * @param expect what must be true of what follows, up to the end of the agent's turn
 */
public record Line(Act act, List<Expectation> expect) {

    public Line {
        expect = List.copyOf(expect);
    }
}
