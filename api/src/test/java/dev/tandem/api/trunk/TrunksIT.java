package dev.tandem.api.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TrunksIT extends ApiTest {

    @Autowired
    private UnboundNumbers unbound;

    private record Organization(String slug, String trunks, ApiClient owner) {}

    @Test
    void theAdministratorGivesATrunkToOneOrganization() {
        Organization ours = organization();
        Organization others = organization();
        String trunk = "{\"livekit_trunk_id\": \"ST_" + UUID.randomUUID() + "\"}";

        Answer added = admin().post(ours.trunks(), trunk).expect(201);

        assertThat(admin().get(ours.trunks()).expect(200).text("/items/0/id")).isEqualTo(added.text("/id"));
        assertThat(admin().get(others.trunks()).expect(200).body().path("items"))
                .isEmpty();
        admin().post(others.trunks(), trunk).problem(409, "trunk-taken");
        admin().send(admin().request(others.trunks() + "/" + added.text("/id")).DELETE())
                .problem(404, "not-found");
        admin().send(admin().request(added.header("Location")).DELETE()).expect(204);
        admin().post(others.trunks(), trunk).expect(201);
    }

    @Test
    void refusesWhatIsNoTrunkOrOfNoOrganization() {
        String nobodys = "/api/organizations/" + UUID.randomUUID() + "/trunks";
        String ours = organization().trunks();

        admin().post(nobodys, "{\"livekit_trunk_id\": \"ST_1\"}").problem(404, "not-found");
        admin().get(nobodys).problem(404, "not-found");
        for (String none : new String[] {"{}", "{\"livekit_trunk_id\": \"a b\"}", "{\"livekit_trunk_id\": \"\"}"}) {
            admin().post(ours, none).problem(422, "invalid-request");
        }
    }

    @Test
    void theAdministratorIsToldWhichNumbersAnswerNoCallUntilTheyAreBound() {
        Organization ours = organization();
        String trunk = "ST_" + UUID.randomUUID();
        String number = ours.owner()
                .post("/api/phone-numbers", "{\"number\": \"+4315880300\"}")
                .expect(201)
                .header("Location");
        UnboundNumbers.Unbound told = new UnboundNumbers.Unbound(ours.slug(), "+4315880300");

        assertThat(unbound.numbers()).contains(told);

        String added = admin().post(ours.trunks(), "{\"livekit_trunk_id\": \"" + trunk + "\"}")
                .expect(201)
                .header("Location");
        ours.owner().patch(number, "{\"trunk_id\": \"" + trunk + "\"}").expect(200);
        assertThat(unbound.numbers()).doesNotContain(told);

        admin().send(admin().request(added).DELETE()).expect(204);
        assertThat(unbound.numbers()).contains(told);
    }

    private Organization organization() {
        String slug = "t" + System.nanoTime();
        Answer created = admin().post("/api/organizations", "{\"name\": \"Trunks\", \"slug\": \"" + slug + "\"}")
                .expect(201);
        return new Organization(slug, created.header("Location") + "/trunks", client(created.text("/key")));
    }

    private ApiClient admin() {
        return client(ADMIN_KEY);
    }
}
