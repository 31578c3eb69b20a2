package com.ieltsaiprep.api.session;

import static com.ieltsaiprep.api.testing.ApiWorld.EMAIL;
import static com.ieltsaiprep.api.testing.ApiWorld.PASSWORD;
import static com.ieltsaiprep.api.testing.ApiWorld.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.redis.RedisAddress;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.AuthRegion;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.testing.LocalRedis;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Ends of conversations by operations that end all sessions of an account. */
@ResourceLock(LocalRedis.LOCK)
final class ConversationEndIT {
    @RegisterExtension static final LocalRedis REDIS = new LocalRedis();
    private static final String NEW = "eight green lanterns";

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world =
            new ApiWorld(dynamo, new RedisAddress("127.0.0.1", REDIS.port(), false, "", ""));
    private final AuthRegion ireland = world.in(Region.IRELAND);
    private String userId = "";

    @BeforeEach
    void createAccount() {
        userId = world.createAccount();
    }

    private Response send(String operation) {
        return switch (operation) {
            case "sign-out-everywhere" ->
                    ireland.sendAs(userId, "POST", "/auth/sign-out-everywhere", "");
            case "delete" -> ireland.sendAs(userId, "DELETE", "/me", body("password", PASSWORD));
            case "change-password" ->
                    ireland.sendAs(
                            userId,
                            "POST",
                            "/auth/change-password",
                            body("current_password", PASSWORD, "new_password", NEW));
            default -> {
                ireland.send("POST", "/auth/forgot-password", "", body("email", EMAIL));
                String code = world.emails.code();
                yield ireland.send(
                        "POST",
                        "/auth/reset-password",
                        "",
                        body("email", EMAIL, "code", code, "new_password", NEW));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-out-everywhere", "delete", "change-password", "reset-password"})
    void endsConversationsOfEarlierSignIns(String operation) {
        assertThat(send(operation).status()).isBetween(200, 204);

        Instant now = world.now().truncatedTo(ChronoUnit.MILLIS);
        assertThat(world.conversationEnds).containsExactly(new ConversationEnd(userId, now));
        assertThat(world.log.cleanupFailures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-out-everywhere", "delete", "change-password", "reset-password"})
    void reportsConversationsThatCannotBeEnded(String operation) {
        world.canEndConversations = false;

        assertThat(send(operation).status()).isBetween(200, 204);

        assertThat(world.log.cleanupFailures()).containsExactly("conversations");
        assertThat(world.devices(userId)).hasSize(operation.equals("change-password") ? 1 : 0);
    }

    /** The answer to the next attempt would be 401, and the conversation would go on. */
    @Test
    void endsConversationsWhenResponseOfRevocationIsLost() {
        String token = ireland.accessToken(userId);
        world.home().loseResponse("UpdateItem", 1);

        assertThatThrownBy(() -> ireland.send("POST", "/auth/sign-out-everywhere", token, ""))
                .isInstanceOf(DatabaseUnavailableException.class);

        assertThat(world.conversationEnds).hasSize(1);
    }

    @Test
    void endsNoConversationWithSingleSession() {
        ireland.sendAs(userId, "POST", "/auth/sign-out", "");

        assertThat(world.conversationEnds).isEmpty();
    }
}
