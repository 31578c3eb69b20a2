package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.util.Objects;

/**
 * Starts the regional API once per process and resets it after each test.
 *
 * <p>After each class it checks that the functions' log holds no confidential value that a client
 * sent or received.
 */
final class ApiExtension implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private @Nullable ApiStack stack;

    @Override
    public void beforeAll(ExtensionContext context) {
        // Longer than a class, because each class has an execution of its own where forks share the
        // classes.
        stack =
                context.getStore(
                                ExtensionContext.StoreScope.LAUNCHER_SESSION,
                                ExtensionContext.Namespace.create(ApiStack.class))
                        .getOrComputeIfAbsent(
                                ApiStack.class, _ -> ApiStack.start(), ApiStack.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stack().reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(stack().leakedSecrets()).as("secrets in the log").isEmpty();
    }

    ApiStack stack() {
        return Objects.requireNonNull(stack);
    }

    /** Returns an unauthenticated client with an IP address, and so rate limits, of its own. */
    ApiClient newClient() {
        return ApiClient.withOwnAddress(stack());
    }

    /** Returns a client of a new account with attempts; the tokens were issued in Virginia. */
    ApiClient signedInClient() {
        return newClient().withToken(stack().accounts().create().accessToken());
    }
}
