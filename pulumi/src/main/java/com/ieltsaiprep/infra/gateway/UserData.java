package com.ieltsaiprep.infra.gateway;

import com.ieltsaiprep.infra.Templates;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * User data of a node: the shell script that its first boot runs as root. It holds no secrets,
 * since every process of the node can read it.
 */
public final class UserData {
    /** Maximum size of user data in EC2, before Base64. */
    static final int MAX_BYTES = 16_384;

    private static final String UNITS = "/etc/systemd/system/";
    private static final String SCRIPTS = "/usr/local/lib/gateway/";

    /** Files that the script writes: resource and path on the node. */
    private static final Map<String, String> FILES = new LinkedHashMap<>();

    static {
        FILES.put("gateway.service", UNITS);
        FILES.put("gateway-secrets.service", UNITS);
        FILES.put("gateway-lifecycle.service", UNITS);
        FILES.put("gateway-metrics.service", UNITS);
        FILES.put("gateway-metrics.timer", UNITS);
        FILES.put("secrets.sh", SCRIPTS);
        FILES.put("lifecycle.sh", SCRIPTS);
        FILES.put("metrics.sh", SCRIPTS);
        FILES.put("metrics.awk", SCRIPTS);
        FILES.put("cloudwatch-agent.json", "/etc/gateway/");
        FILES.put("journald.conf", "/etc/systemd/journald.conf.d/");
    }

    private UserData() {}

    /**
     * Renders the script.
     *
     * @param values values of the placeholders of all its files
     * @throws IllegalArgumentException if one is missing, or the script is too large for EC2
     */
    public static String render(Map<String, String> values) {
        StringBuilder files = new StringBuilder();
        FILES.forEach(
                (resource, folder) ->
                        files.append("\ncat >%s%s <<'END_OF_FILE'\n".formatted(folder, resource))
                                .append(Templates.render(UserData.class, resource, values))
                                .append("END_OF_FILE\n"));
        Map<String, String> all = new LinkedHashMap<>(values);
        all.put("FILES", files.toString());
        String script = Templates.render(UserData.class, "user-data.sh", all);
        int bytes = script.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("user data of " + bytes + " bytes");
        }
        return script;
    }
}
