package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.util.Objects;

/**
 * Starts the regional API and resets it after each test: one API for all classes of a process that
 * run one after the other, and another for those that run beside them and inject faults.
 *
 * <p>After each class it checks that the functions' log holds no confidential value that a client
 * sent or received, and that no function worked after its response.
 */
final class ApiExtension implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    /** Lock that a class holds which injects faults, beside the other classes. */
    static final String FAULTS_LOCK = "faults of the API";

    private final String name;
    private @Nullable ApiStack stack;

    private ApiExtension(String name) {
        this.name = name;
    }

    /** Creates an extension with the API of the classes that run one after the other. */
    ApiExtension() {
        this("shared");
    }

    /** Creates an extension with the API of the classes that inject faults. */
    static ApiExtension forFaults() {
        return new ApiExtension("faults");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        stack =
                context.getStore(
                                ExtensionContext.StoreScope.LAUNCHER_SESSION,
                                ExtensionContext.Namespace.create(ApiStack.class))
                        .getOrComputeIfAbsent(name, _ -> ApiStack.start(), ApiStack.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stack().reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(stack().leakedSecrets()).as("secrets in the log").isEmpty();
        assertThat(stack().unfinishedWork()).as("work after a response").isEmpty();
    }

    ApiStack stack() {
        return Objects.requireNonNull(stack);
    }

    /** Returns an unauthenticated client with an IP address, and so rate limits, of its own. */
    RecordingApiClient newClient() {
        return RecordingApiClient.withOwnAddress(stack());
    }

    /** Returns a client of a new account with attempts; the tokens were issued in Virginia. */
    RecordingApiClient signedInClient() {
        return newClient().withToken(stack().accounts().create().accessToken());
    }
}
