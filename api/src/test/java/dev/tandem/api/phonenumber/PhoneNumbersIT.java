package dev.tandem.api.phonenumber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersIT extends ApiTest {

    @Test
    void aNumberIsKeptAsE164() {
        String workflow = workflowOf(newDraft("Numbers"));
        ownTrunk("ST_1");

        Answer added = api.post(
                        "/api/phone-numbers",
                        "{\"number\": \"+43 (1) 588 01-70\", \"trunk_id\": \"ST_1\", \"workflow_id\": \"" + workflow
                                + "\"}")
                .expect(201);

        assertThat(added.text("/number")).isEqualTo("+4315880170");
        assertThat(added.text("/trunk_id")).isEqualTo("ST_1");
        assertThat(added.text("/workflow_id")).isEqualTo(workflow);
        assertThat(added.text("/enabled")).isEqualTo("true");
        assertThat(api.get(added.header("Location")).expect(200).body()).isEqualTo(added.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\"", "\"015880170\"", "\"+43\"", "\"+999 12345678\"", "\"call me\"", "\"+\\u0000\"", "null"})
    void refusesWhatIsNoNumberOfAnyCountry(String number) {
        assertThat(api.post("/api/phone-numbers", "{\"number\": " + number + "}")
                        .problem(422, "invalid-request")
                        .text("/problems/0/pointer"))
                .isEqualTo("/number");
    }

    @Test
    void anOrganizationHasANumberOnce() {
        add("+43 1 5880171");

        Answer refused =
                api.post("/api/phone-numbers", "{\"number\": \"+4315880171\"}").problem(409, "number-taken");

        assertThat(refused.text("/detail")).isEqualTo("This organization has this number already.");
    }

    @Test
    void ofManyWhoWantTheSameNumberAtOnceOneHasIt() {
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 8)
                    .forEach(i -> threads.execute(
                            () -> statuses.add(api.post("/api/phone-numbers", "{\"number\": \"+4315880172\"}")
                                    .status())));
        }

        assertThat(statuses).containsOnlyOnce(201).hasSize(8);
        assertThat(statuses.stream().filter(status -> status == 409)).hasSize(7);
    }

    @Test
    void changesWhatAPatchNames() {
        String workflow = workflowOf(newDraft("Patched"));
        String number = add("+43 1 5880173");
        ownTrunk("ST_2");

        Answer changed = api.patch(number, "{\"workflow_id\": \"" + workflow + "\", \"enabled\": false}")
                .expect(200);
        Answer taken = api.patch(
                        number, "{\"workflow_id\": null, \"trunk_id\": \"ST_2\", \"number\": \"+43 1 5880174\"}")
                .expect(200);

        assertThat(changed.text("/number")).isEqualTo("+4315880173");
        assertThat(changed.text("/enabled")).isEqualTo("false");
        assertThat(taken.body().get("workflow_id").isNull()).isTrue();
        assertThat(taken.text("/trunk_id")).isEqualTo("ST_2");
        assertThat(taken.text("/number")).isEqualTo("+4315880174");
        assertThat(taken.text("/enabled")).isEqualTo("false");
    }

    @Test
    void refusesAPatchThatIsNone() {
        String number = add("+43 1 5880175");

        Answer refused = api.patch(
                        number, "{\"number\": 7, \"workflow_id\": \"shop\", \"enabled\": \"yes\", \"owner\": \"me\"}")
                .problem(422, "invalid-request");

        assertThat(refused.body().path("problems").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/number", "/workflow_id", "/enabled", "/owner");
        api.patch(number, "[]").problem(422, "invalid-request");
        api.patch(number, "{\"number\": null}").problem(422, "invalid-request");
    }

    @Test
    void aWorkflowThatIsNotThereAnswersNoNumber() {
        assertThat(api.post(
                                "/api/phone-numbers",
                                "{\"number\": \"+4315880176\", \"workflow_id\": \"" + UUID.randomUUID() + "\"}")
                        .problem(422, "invalid-request")
                        .text("/problems/0/pointer"))
                .isEqualTo("/workflow_id");
    }

    @Test
    void listsNumbersNewestFirstAndForgetsThem() {
        String first = add("+43 1 5880177");
        String second = add("+43 1 5880178");

        Answer page = api.get("/api/phone-numbers?limit=1").expect(200);
        Answer next = api.get("/api/phone-numbers?limit=1&cursor=" + page.text("/next_cursor"))
                .expect(200);

        assertThat("/api/phone-numbers/" + page.text("/items/0/id")).isEqualTo(second);
        assertThat("/api/phone-numbers/" + next.text("/items/0/id")).isEqualTo(first);
        api.send(api.request(first).DELETE()).expect(204);
        api.send(api.request(first).DELETE()).problem(404, "not-found");
        api.get(first).problem(404, "not-found");
        add("+43 1 5880177");
    }

    @Test
    void aNumberIsOnlyOnATrunkOfItsOwnWhoeverHasTheNumber() {
        ApiClient other = otherOrganization();
        ownTrunk("ST_ours");
        add("+43 1 5880179");

        for (String number : List.of("+4315880179", "+4315880180")) {
            other.post("/api/phone-numbers", "{\"number\": \"" + number + "\", \"trunk_id\": \"ST_ours\"}")
                    .problem(422, "unknown-trunk");
        }
        String theirs = other.post("/api/phone-numbers", "{\"number\": \"+4315880179\"}")
                .expect(201)
                .header("Location");
        other.patch(theirs, "{\"trunk_id\": \"ST_ours\"}").problem(422, "unknown-trunk");
        other.patch(theirs, "{\"trunk_id\": \"ST_nobodys\"}").problem(422, "unknown-trunk");
    }

    private ApiClient otherOrganization() {
        return client(client(ADMIN_KEY)
                .post("/api/organizations", "{\"name\": \"Other\", \"slug\": \"o" + System.nanoTime() + "\"}")
                .expect(201)
                .text("/key"));
    }

    private void ownTrunk(String trunk) {
        String organization = jdbc.sql("select id from organization where slug = 'tandem'")
                .query(String.class)
                .single();
        client(ADMIN_KEY)
                .post("/api/organizations/" + organization + "/trunks", "{\"livekit_trunk_id\": \"" + trunk + "\"}")
                .expect(201);
    }

    private String add(String number) {
        return api.post("/api/phone-numbers", "{\"number\": \"" + number + "\"}")
                .expect(201)
                .header("Location");
    }
}
