package com.ieltsaiprep.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a stack is started.
 *
 * @param root the repository, built
 * @param folder where logs, certificate and the stack file go
 * @param usualPorts whether to prefer the ports that the documentation names, or take any
 * @param sonicArguments further arguments of the Sonic stand-in
 */
public record StackOptions(
        Path root, Path folder, boolean usualPorts, List<String> sonicArguments) {
    public StackOptions {
        sonicArguments = List.copyOf(sonicArguments);
    }

    /** The stack of {@code ./run}. */
    public static StackOptions usual(Path root) {
        return new StackOptions(root, root.resolve("target/run"), true, List.of());
    }

    /** The same beside other stacks: its files in this folder, on any free ports. */
    public StackOptions aside(Path elsewhere) {
        return new StackOptions(root, elsewhere.toAbsolutePath(), false, sonicArguments);
    }

    /** The same with further arguments of the Sonic stand-in. */
    public StackOptions withSonic(String... arguments) {
        List<String> all = new ArrayList<>(sonicArguments);
        all.addAll(List.of(arguments));
        return new StackOptions(root, folder, usualPorts, all);
    }

    /** Where the stack says where it is. */
    public Path stackFile() {
        return folder.resolve("stack.json");
    }

    Path certificates() {
        return folder.resolve("certificates");
    }

    Path gatewayJar() {
        return root.resolve("sonic-gateway/target/sonic-gateway.jar");
    }

    Path gatewayJvmOptions() {
        return root.resolve("sonic-gateway/jvm.options");
    }

    Path localStackJar() {
        return root.resolve("local-stack/target/local-stack.jar");
    }

    Path page() {
        return root.resolve("client-web/dist");
    }
}
