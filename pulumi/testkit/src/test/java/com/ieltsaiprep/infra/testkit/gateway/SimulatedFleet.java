package com.ieltsaiprep.infra.testkit.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Simulation of the gateway's nodes, of the secrets that they read, and of the instance refreshes
 * that replace them, in steps of a minute. After each step it checks that every node can open each
 * capsule that is still valid.
 */
final class SimulatedFleet implements StatesWorkflow.Api {
    static final String LIST = "list";
    static final String PREFIX = "key/";

    private static final Duration CAPSULE = Duration.ofMinutes(30);
    private static final Duration DRAIN = Duration.ofMinutes(5);

    private final Random random;
    private final Map<String, Instant> keys = new HashMap<>();
    private final Map<String, Instant> sealed = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Refresh> refreshes = new ArrayList<>();
    private String list = "none";
    private Instant listChanged = Instant.EPOCH;
    private Instant now;

    /** Longest time from a key's generation until neither a secret nor a node had it. */
    private Duration longestLife = Duration.ZERO;

    private final Map<String, Instant> generated = new HashMap<>();
    private int rotations;

    SimulatedFleet(Random random, Instant start) {
        this.random = random;
        this.now = start;
    }

    private static final class Node {
        private final List<String> keys;
        private Instant until = Instant.MAX;

        Node(List<String> keys) {
            this.keys = keys;
        }
    }

    private static final class Refresh {
        private final Instant start;
        private final List<Node> old;
        private String status = "InProgress";
        private Instant end = Instant.MAX;

        Refresh(Instant start, List<Node> old) {
            this.start = start;
            this.old = old;
        }

        Map<String, Object> describe() {
            Map<String, Object> fields = new HashMap<>();
            fields.put("Status", status);
            fields.put("StartTime", start.toString());
            if (!end.equals(Instant.MAX)) {
                fields.put("EndTime", end.toString());
            }
            return fields;
        }
    }

    Instant now() {
        return now;
    }

    int rotations() {
        return rotations;
    }

    Duration longestLife() {
        return longestLife;
    }

    /** Launches a node if the secrets can be read, as the node's script does. */
    boolean launch() {
        List<String> numbers = List.of(list.split(",", -1));
        boolean isReadable = keys.keySet().containsAll(numbers);
        if (isReadable) {
            nodes.add(new Node(numbers));
        }
        return isReadable;
    }

    /** Starts an instance refresh, unless one runs; deployments do so too. */
    boolean refresh() {
        boolean isRunning = refreshes.stream().anyMatch(r -> r.status.equals("InProgress"));
        if (!isRunning) {
            refreshes.add(new Refresh(now, List.copyOf(nodes)));
        }
        return !isRunning;
    }

    /** Fails the running refresh: some nodes are replaced, others not. */
    void failRefresh() {
        refreshes.stream()
                .filter(r -> r.status.equals("InProgress"))
                .forEach(r -> end(r, "Failed"));
    }

    /** Lets a minute pass. */
    void tick() {
        now = now.plus(Duration.ofMinutes(1));
        for (Refresh refresh : refreshes) {
            if (refresh.status.equals("InProgress")) {
                replaceOne(refresh);
            }
        }
        nodes.removeIf(node -> now.isAfter(node.until));
        for (Node node : nodes) {
            sealed.put(node.keys.getFirst(), now);
        }
        check();
        forget();
    }

    private void replaceOne(Refresh refresh) {
        // About ten minutes for a node, its warm-up included.
        if (random.nextInt(10) > 0) {
            return;
        }
        for (Node node : refresh.old) {
            if (node.until.equals(Instant.MAX)) {
                if (launch()) {
                    node.until = now.plus(DRAIN);
                }
                return;
            }
        }
        end(refresh, "Successful");
    }

    private void end(Refresh refresh, String status) {
        refresh.status = status;
        refresh.end = now;
    }

    private void check() {
        Instant valid = now.minus(CAPSULE);
        sealed.forEach(
                (key, last) -> {
                    for (Node node : nodes) {
                        if (!last.isBefore(valid) && !node.keys.contains(key)) {
                            throw new AssertionError(
                                    "%s: a node with keys %s cannot open a capsule under %s of %s"
                                            .formatted(now, node.keys, key, last));
                        }
                    }
                });
    }

    private void forget() {
        generated
                .entrySet()
                .removeIf(
                        key -> {
                            boolean isGone =
                                    !keys.containsKey(key.getKey())
                                            && nodes.stream()
                                                    .noneMatch(n -> n.keys.contains(key.getKey()));
                            if (isGone) {
                                Duration life = Duration.between(key.getValue(), now);
                                longestLife = life.compareTo(longestLife) > 0 ? life : longestLife;
                            }
                            return isGone;
                        });
    }

    @Override
    public Map<String, Object> call(String action, Map<String, Object> arguments)
            throws StatesWorkflow.Refusal {
        return switch (action) {
            case "secretsmanager:getSecretValue" ->
                    Map.of("SecretString", list, "CreatedDate", listChanged.toString());
            // Newest first, 50 of them.
            case "autoscaling:describeInstanceRefreshes" ->
                    Map.of(
                            "InstanceRefreshes",
                            refreshes.reversed().stream()
                                    .limit(50)
                                    .map(Refresh::describe)
                                    .toList());
            case "secretsmanager:getRandomPassword" -> Map.of("RandomPassword", "x".repeat(43));
            case "secretsmanager:createSecret" -> create(number(arguments, "Name"));
            case "secretsmanager:putSecretValue" ->
                    write(String.valueOf(arguments.get("SecretString")));
            case "secretsmanager:deleteSecret" -> delete(number(arguments, "SecretId"));
            case "autoscaling:startInstanceRefresh" -> startRefresh();
            default -> throw new AssertionError("unknown call " + action);
        };
    }

    private Map<String, Object> write(String written) {
        if (!written.equals(list)) {
            list = written;
            rotations++;
        }
        listChanged = now;
        return Map.of();
    }

    private Map<String, Object> delete(String key) {
        keys.remove(key);
        return Map.of();
    }

    private Map<String, Object> startRefresh() throws StatesWorkflow.Refusal {
        if (!refresh()) {
            throw new StatesWorkflow.Refusal("AutoScaling.InstanceRefreshInProgressException");
        }
        return Map.of();
    }

    private Map<String, Object> create(String key) throws StatesWorkflow.Refusal {
        if (keys.containsKey(key)) {
            throw new StatesWorkflow.Refusal("SecretsManager.ResourceExistsException");
        }
        keys.put(key, now);
        generated.putIfAbsent(key, now);
        return Map.of();
    }

    private static String number(Map<String, Object> arguments, String field) {
        String name = String.valueOf(arguments.get(field));
        if (!name.startsWith(PREFIX)) {
            throw new AssertionError("not a key: " + name);
        }
        return name.substring(PREFIX.length());
    }
}
