package dev.tandem.api.data.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.api.StartedProcess;
import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.Database;
import dev.tandem.stack.server.Database.Login;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Checks that the process does not start with a role that would not keep tenants apart. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseRolesIT {

    private final Database database = SharedServers.postgres().newDatabase();

    @Test
    void refusesToWorkAsTheOwnerOfItsTables(CapturedOutput output) {
        refusesToStart(database.owner());

        assertThat(output.getAll())
                .contains("The database role tandem_owner owns")
                .contains("Make a role for the application alone");
    }

    @Test
    void refusesToWorkAsARoleThatGetsAroundRowLevelSecurity(CapturedOutput output) {
        refusesToStart(new Login(database.user(), database.password()));

        assertThat(output.getAll()).contains("The database role tandem gets around row level security, as tandem");
    }

    @Test
    void saysThatTheApplicationsRoleIsNotThere(CapturedOutput output) {
        refusesToStart(new Login("tandem_absent", "none"));

        assertThat(output.getAll())
                .contains("is not set up for Tandem")
                .contains("there is no role tandem_absent for the application")
                .contains("docs/access.md");
    }

    private void refusesToStart(Login application) {
        Database wrong =
                new Database(database.url(), database.user(), database.password(), database.owner(), application);

        assertThatThrownBy(() -> StartedProcess.start(wrong, Map.of())).isInstanceOf(RuntimeException.class);
    }
}
