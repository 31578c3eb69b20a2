package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.util.Objects;

/**
 * The regional API for the tests of a class, mended after each: one for all classes of a process.
 * In the end nothing of what people said or were told in confidence may be in the functions' log.
 */
final class ApiExtension implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private @Nullable ApiStack stack;

    @Override
    public void beforeAll(ExtensionContext context) {
        // Longer than a class, which each has an execution of its own where forks share the
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
        stack().mend();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(stack().leaked()).as("secrets in the log").isEmpty();
    }

    ApiStack stack() {
        return Objects.requireNonNull(stack);
    }

    /** Somebody with an address and limits of their own. */
    ApiClient stranger() {
        return ApiClient.stranger(stack());
    }

    /** The same, signed in, with attempts; the tokens are Virginia's. */
    ApiClient person() {
        return stranger().as(stack().accounts().create().accessToken());
    }
}
