package com.ieltsaiprep.api.profile;

import static com.ieltsaiprep.api.testing.ApiWorld.EMAIL;
import static com.ieltsaiprep.api.testing.ApiWorld.PASSWORD;
import static com.ieltsaiprep.api.testing.ApiWorld.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class DeletionIT {
    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);

    @Test
    void deletesAllPersonalDataAndReleasesAddress() {
        String userId = world.createAccount();
        world.signIn(EMAIL, PASSWORD);
        world.storeAssessment(userId);

        Response deleted = world.send("DELETE", "/me", userId, body("password", PASSWORD));

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(world.isDeleted(userId)).isTrue();
        assertThat(world.items(Table.ASSESSMENTS)).isEmpty();
        assertThat(world.devices(userId)).isEmpty();
        assertThat(world.emails.last()).isEqualTo(EmailMessage.accountDeleted());
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(401);
        assertThat(world.send("GET", "/me", userId, "").status()).isEqualTo(401);
        assertThat(world.send("GET", "/me/export", userId, "").status()).isEqualTo(401);
        assertThat(world.send("PATCH", "/me", userId, body("name", "An")).status()).isEqualTo(401);
        assertThat(world.createAccount()).isNotEqualTo(userId);
    }

    @Test
    void refusesDeletionWithWrongPassword() {
        String userId = world.createAccount();
        world.storeAssessment(userId);

        Response refused = world.send("DELETE", "/me", userId, body("password", "not that"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(world.items(Table.ASSESSMENTS)).hasSize(1);
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void deletesItemsWrittenDuringDeletion() {
        String userId = world.createAccount();
        beforeDeletion(() -> world.storeAssessment(userId));

        world.send("DELETE", "/me", userId, body("password", PASSWORD));

        assertThat(world.items(Table.ASSESSMENTS)).isEmpty();
    }

    @Test
    void keepsNewAccountWithTheAddressOfAnAccountThatIsDeletedTwice() {
        String userId = world.createAccount();
        List<String> later = new ArrayList<>();
        beforeDeletion(
                () -> {
                    world.send("DELETE", "/me", userId, body("password", PASSWORD));
                    later.add(world.createAccount());
                });

        assertThat(world.send("DELETE", "/me", userId, body("password", PASSWORD)).status())
                .isEqualTo(204);

        assertThat(world.isDeleted(userId)).isTrue();
        assertThat(world.isDeleted(later.getFirst())).isFalse();
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void failsIfTheAccountIsNotDeleted() {
        String userId = world.createAccount();
        beforeDeletion(
                () ->
                        world.put(
                                Table.USERS,
                                Map.of(
                                        "user_id", Attributes.text("email#" + EMAIL),
                                        "owner_id", Attributes.text("another"),
                                        "password_hash", Attributes.text("hash"))));

        assertThatThrownBy(() -> world.send("DELETE", "/me", userId, body("password", PASSWORD)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(world.isDeleted(userId)).isFalse();
        assertThat(world.log.cleanupFailures()).containsExactly("deletion");
    }

    /** Runs an action between the check of a password and the deletion of the account. */
    private void beforeDeletion(Runnable action) {
        // The first transaction issues the session of the request.
        world.beforeTransaction(() -> world.beforeTransaction(action));
    }

    @Test
    void allowsRetryOfFailedDeletion() {
        String userId = world.createAccount();
        world.home().failUnsent("Query", 1);
        assertThatThrownBy(() -> world.send("DELETE", "/me", userId, body("password", PASSWORD)))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(world.isDeleted(userId)).isFalse();

        assertThat(world.send("DELETE", "/me", userId, body("password", PASSWORD)).status())
                .isEqualTo(204);
    }

    @Test
    void reportsCleanupFailureAfterDeletion() {
        String userId = world.createAccount();
        // Assessments and purchases are queried once before the account is deleted, and once after.
        world.home().failUnsent("Query", 4);

        assertThat(world.send("DELETE", "/me", userId, body("password", PASSWORD)).status())
                .isEqualTo(204);

        assertThat(world.isDeleted(userId)).isTrue();
        assertThat(world.emails.last()).isEqualTo(EmailMessage.accountDeleted());
        assertThat(world.log.cleanupFailures()).containsExactly("cached_sign_ins", "deletion");
    }

    @Test
    void reportsDeletionWithUnknownOutcome() {
        String userId = world.createAccount();
        // The first transaction issues the session of the request.
        world.home().failUnsent("TransactWriteItems", 2);

        assertThatThrownBy(() -> world.send("DELETE", "/me", userId, body("password", PASSWORD)))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(world.log.cleanupFailures()).containsExactly("deletion");
    }
}
