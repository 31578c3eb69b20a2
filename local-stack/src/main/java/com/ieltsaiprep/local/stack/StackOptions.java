package com.ieltsaiprep.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a stack is started.
 *
 * @param root the repository, built
 * @param folder where logs, certificate and the stack file go
 * @param usualPorts whether to prefer the ports that the documentation names, or take any
 * @param sonicArguments further arguments of the Sonic stand-in
 * @param gateways how many; if there are more than one, behind a balancer
 * @param gatewaySettings further settings of the gateways, as in their environment
 */
public record StackOptions(
        Path root,
        Path folder,
        boolean usualPorts,
        List<String> sonicArguments,
        int gateways,
        Map<String, String> gatewaySettings) {
    /** Copies the collections. */
    public StackOptions {
        sonicArguments = List.copyOf(sonicArguments);
        gatewaySettings = Map.copyOf(gatewaySettings);
    }

    /** The stack of {@code ./run}. */
    public static StackOptions usual(Path root) {
        return new StackOptions(root, root.resolve("target/run"), true, List.of(), 1, Map.of());
    }

    /** The same beside other stacks: its files in this folder, on any free ports. */
    public StackOptions aside(Path elsewhere) {
        return new StackOptions(
                root, elsewhere.toAbsolutePath(), false, sonicArguments, gateways, gatewaySettings);
    }

    /** The same with further arguments of the Sonic stand-in. */
    public StackOptions withSonic(String... arguments) {
        List<String> all = new ArrayList<>(sonicArguments);
        all.addAll(List.of(arguments));
        return new StackOptions(root, folder, usualPorts, all, gateways, gatewaySettings);
    }

    /** The same with so many gateways, which are told this in their environment. */
    public StackOptions withGateways(int number, Map<String, String> settings) {
        return new StackOptions(root, folder, usualPorts, sonicArguments, number, settings);
    }

    /** Where the stack says where it is. */
    public Path stackFile() {
        return folder.resolve("stack.json");
    }

    Path apiConfig() {
        return folder.resolve("api.json");
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

    /** What a function's zip holds. */
    Path function(String name) {
        return root.resolve("lambda-api/target/functions").resolve(name);
    }

    Path page() {
        return root.resolve("client-web/dist");
    }
}
