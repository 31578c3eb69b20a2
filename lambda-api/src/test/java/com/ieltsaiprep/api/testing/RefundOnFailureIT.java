package com.ieltsaiprep.api.account;

import static com.ieltsaiprep.api.account.World.EMAIL;
import static com.ieltsaiprep.api.account.World.PASSWORD;
import static com.ieltsaiprep.api.account.World.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.ieltsaiprep.api.platform.http.Response;

import org.junit.jupiter.api.Test;

import java.util.function.Supplier;

/** Whoever asked while home was away may ask again when it is back. */
final class AwayTest {
    /** More often than any limit of an account or an address allows. */
    private static final int OFTEN = 150;

    private final World world = new World();

    @Test
    void registrationsAreNotCounted() {
        notCounted(() -> world.register(EMAIL, PASSWORD), 202);
    }

    @Test
    void lettersWithAnotherCodeAreNotCounted() {
        String secret = World.secret(world.register(EMAIL, PASSWORD));

        notCounted(() -> world.resend(secret), 202);
    }

    @Test
    void lettersForAForgottenPasswordAreNotCounted() {
        world.someone();

        notCounted(() -> world.post("/auth/forgot-password", body("email", EMAIL)), 202);
    }

    @Test
    void passwordsAreNotCounted() {
        world.someone();

        notCounted(() -> world.signIn(EMAIL, PASSWORD), 200);
    }

    @Test
    void codesAreNotCounted() {
        String secret = World.secret(world.register(EMAIL, PASSWORD));

        notCounted(() -> world.confirm(secret, world.mail.code()), 204);
    }

    @Test
    void changesOfThePasswordAreNotCounted() {
        String userId = world.someone();
        String body = body("current_password", PASSWORD, "new_password", "another set of words");

        notCounted(() -> world.ask("POST", "/auth/change-password", userId, body), 200);
    }

    @Test
    void deletionsAreNotCounted() {
        String userId = world.someone();

        notCounted(() -> world.ask("DELETE", "/me", userId, body("password", PASSWORD)), 204);
    }

    @Test
    void exportsAreNotCounted() {
        String userId = world.someone();

        notCounted(() -> world.ask("GET", "/me/export", userId, ""), 200);
    }

    private void notCounted(Supplier<Response> ask, int status) {
        world.address = "192.0.2.7";
        world.users.setAway(true);
        for (int i = 0; i < OFTEN; i++) {
            assertThatIllegalStateException().isThrownBy(ask::get);
        }
        world.users.setAway(false);

        assertThat(ask.get().status()).isEqualTo(status);
    }
}
