package dev.tandem.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.callers.SpeakingCaller;
import dev.tandem.callers.SpeakingCaller.Answer;
import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.examples.shop.ShopDocument;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.stack.run.PublishedWorkflow;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Speaks whole calls on the whole stack, and checks rows, history and the audio that came back. */
@SuppressWarnings("NullAway.Init") // set before all tests
class SpokenCallIT {

    private static ShopBackend backend;
    private static LocalStack stack;
    private static PublishedWorkflow shop;

    @BeforeAll
    static void start() throws IOException {
        backend = ShopBackend.start(0);
        stack = LocalStack.builder().toolsReach(backend.url()).workers(2).start();
        shop = stack.publish("The Lakeside shop", ShopDocument.withBackend(backend.url()));
    }

    @AfterAll
    static void stop() {
        stack.close();
        backend.close();
    }

    @Test
    void aSpokenCallKeepsEveryPromiseOfTheExample() throws InterruptedException {
        Evidence evidence = new DemoCall(stack, backend)
                .make(shop.id(), ShopLine.LINES, (script, _) -> script.run(ShopLine.LINES), System.out);
        assertThat(Promises.check(evidence)).allMatch(Check::ok);
    }

    @Test
    void anotherWorkerGoesOnInTheMiddleOfASentenceWhenItsFirstIsKilled() throws InterruptedException {
        List<Line> lines = List.of(
                Line.say("Hi, where is my order?"),
                Line.say("What is your return policy?"),
                Line.say("Where is my order A one two three four?"));
        Evidence evidence = new DemoCall(stack, backend).make(shop.id(), lines, SpokenCallIT::killed, System.out);

        assertThat(evidence.answers().getLast().understood()).containsIgnoringCase("out for delivery");
        assertThat(evidence.call().path("status").asString("")).isEqualTo("completed");
        assertThat(evidence.events("attendance.lost")).isNotEmpty();
        assertThat(evidence.events("attendance.resumed")).isNotEmpty();
        assertThat(evidence.toolRuns().entrySet())
                .filteredOn(run ->
                        run.getKey().startsWith(evidence.call().path("id").asString("?")))
                .hasSize(2)
                .allMatch(run -> run.getValue() == 1);
        assertThat(evidence.events("turn.committed"))
                .extracting(event -> event.path("payload").path("turn").asInt())
                .containsExactly(1, 2, 3);
        List<Integer> sequence = evidence.events().stream()
                .map(event -> event.path("sequence").asInt())
                .toList();
        assertThat(sequence).doesNotHaveDuplicates().isSorted().last().isEqualTo(sequence.size());
    }

    private static List<Answer> killed(ScriptedCall script, Supplier<CallHistory> history) throws InterruptedException {
        script.greeted();
        script.say("Hi, where is my order?");
        SpeakingCaller caller = script.caller();
        caller.sayAndHear("What is your return policy?", 1_500);
        Attendant.of(stack, history.get()).kill();
        Answer resumed = caller.hearAgainAfterLoss();
        System.out.printf(
                "  kill -9 → the other worker speaks: %.0f ms, “%s”%n", resumed.firstSoundMs(), resumed.understood());
        assertThat(resumed.understood()).isNotBlank();
        script.say("Where is my order A one two three four?");
        return script.answers();
    }
}
