package dev.tandem.api.scenario;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** A run with what became of each of its scenarios. */
record TestRunDetail(@JsonUnwrapped TestRun run, List<TestRun.Outcome> scenarios) {}
