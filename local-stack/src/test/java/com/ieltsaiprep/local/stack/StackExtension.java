package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.local.stack.StackFile.Addresses;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.nio.file.Files;
import java.nio.file.Path;

/** A whole stack for the tests of a class: the gateway as it ships, on any free ports. */
public final class StackExtension implements BeforeAllCallback, AfterAllCallback {
    private final String[] sonicArguments;
    private Path folder = Path.of(".");
    private Stack stack;

    /** With these arguments of the Sonic stand-in. */
    @SuppressWarnings("NullAway.Init")
    public StackExtension(String... sonicArguments) {
        this.sonicArguments = sonicArguments.clone();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path root = Path.of("..").toAbsolutePath().normalize();
        folder = Files.createTempDirectory("stack");
        StackOptions options = StackOptions.usual(root).aside(folder).withSonic(sonicArguments);
        stack = Stack.start(options, line -> {});
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stack.close();
    }

    /** Where it is. */
    public Addresses addresses() {
        return stack.addresses();
    }

    /** Where its logs are. */
    public Path folder() {
        return folder;
    }
}
