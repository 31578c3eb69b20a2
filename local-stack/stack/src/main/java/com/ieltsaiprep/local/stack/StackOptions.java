package com.ieltsaiprep.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Options with which a local stack is started.
 *
 * @param root root folder of the repository, whose build must be complete
 * @param folder folder in which the logs, the certificates and the stack file are written
 * @param usesDefaultPorts true to use each documented port that is free, false to use any free
 *     ports
 * @param sonicArguments additional command-line arguments of the Nova Sonic stand-in
 * @param gateways number of gateways; several are placed behind a load balancer
 * @param gatewaySettings additional environment variables of each gateway
 */
public record StackOptions(
        Path root,
        Path folder,
        boolean usesDefaultPorts,
        List<String> sonicArguments,
        int gateways,
        Map<String, String> gatewaySettings) {
    /**
     * Creates options of a local stack with unmodifiable copies of {@code sonicArguments} and
     * {@code gatewaySettings}.
     */
    public StackOptions {
        sonicArguments = List.copyOf(sonicArguments);
        gatewaySettings = Map.copyOf(gatewaySettings);
    }

    /**
     * Returns the options of {@code ./run}: one gateway, the documented ports, and files in {@code
     * target/run} below the repository's root.
     */
    public static StackOptions defaults(Path root) {
        return new StackOptions(root, root.resolve("target/run"), true, List.of(), 1, Map.of());
    }

    /**
     * Returns a copy of these options for a stack that can run at the same time as others, with a
     * folder of its own and any free ports.
     */
    public StackOptions isolatedIn(Path ownFolder) {
        return new StackOptions(
                root, ownFolder.toAbsolutePath(), false, sonicArguments, gateways, gatewaySettings);
    }

    /**
     * Returns a copy of these options with more command-line arguments for the Nova Sonic stand-in,
     * after the arguments of these options.
     */
    public StackOptions withSonicArguments(String... arguments) {
        List<String> all = new ArrayList<>(sonicArguments);
        all.addAll(List.of(arguments));
        return new StackOptions(root, folder, usesDefaultPorts, all, gateways, gatewaySettings);
    }

    /**
     * Returns a copy of these options with another number of gateways and other additional
     * environment variables for those gateways.
     *
     * @param number number of gateways, at least 1
     * @param settings environment variables, which replace those set before
     */
    public StackOptions withGateways(int number, Map<String, String> settings) {
        return new StackOptions(root, folder, usesDefaultPorts, sonicArguments, number, settings);
    }

    /**
     * Returns the path of the stack file, {@code stack.json}, in which the running stack publishes
     * its addresses.
     */
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
        return root.resolve("local-stack/stack/target/local-stack.jar");
    }

    /** Returns the folder with the unpacked zip of a function. */
    Path function(String name) {
        return root.resolve("lambda-api/target/functions").resolve(name);
    }

    Path page() {
        return root.resolve("client-web/dist");
    }
}
