package com.ieltsaiprep.infra.testkit.policy;

import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rules on data that must not be lost, and on secrets that must not be seen. */
final class DataRules {
    private static final Set<String> PROTECTED_STACKS = Set.of("staging", "prod");

    /** Secrets whose value AWS or a person sets, and that no program ever holds. */
    private static final String SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

    private DataRules() {}

    static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "data-protected",
                        "Pulumi deletes what its program no longer has, unless it is protected;"
                                + " deletion protection also holds for other tools",
                        "https://www.pulumi.com/docs/iac/concepts/options/protect/",
                        DataRules::protection),
                new PolicyRule(
                        "data-replaced",
                        "A table that is deleted before its replacement exists loses its items",
                        "https://www.pulumi.com/docs/iac/concepts/options/deletebeforereplace/",
                        DataRules::replacement),
                new PolicyRule(
                        "secret-marked",
                        "Values that are no secrets are readable in the stack's state and in"
                                + " previews",
                        "https://www.pulumi.com/docs/iac/concepts/secrets/",
                        DataRules::secrets));
    }

    private static void protection(Plan plan, Findings findings) {
        if (!PROTECTED_STACKS.contains(plan.stack())) {
            return;
        }
        for (PlannedResource table : plan.ofType(TableRules.TABLE)) {
            findings.require(table, "deletionProtectionEnabled", "true");
            if (!table.options().path("protect").asBoolean()) {
                findings.add(table, "protect", "false", "true");
            }
        }
        Properties.ofTypes(plan, "aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")
                .filter(it -> Properties.isTrue(it, "forceDestroy"))
                .forEach(it -> findings.add(it, "forceDestroy", "true", "false"));
    }

    private static void replacement(Plan plan, Findings findings) {
        for (PlannedResource table : plan.ofType(TableRules.TABLE)) {
            if (table.options().path("deleteBeforeReplace").asBoolean()) {
                findings.add(table, "deleteBeforeReplace", "true", "false");
            }
        }
    }

    private static void secrets(Plan plan, Findings findings) {
        for (PlannedResource version : plan.ofType(SECRET_VERSION)) {
            // A secret that only says that there is none yet is known to all.
            boolean isPlaceholder = Properties.text(version, "secretString").equals("none");
            if (!Properties.isSecret(version, "secretString") && !isPlaceholder) {
                findings.add(version, "secretString", "no secret", "a secret");
            }
        }
        for (PlannedResource function : plan.ofType(FunctionRules.FUNCTION)) {
            Properties.at(function, "environment.variables")
                    .properties()
                    .forEach(
                            it -> {
                                if (isSecretName(it.getKey())
                                        && !it.getValue().asText().equals("[secret]")) {
                                    findings.add(
                                            function,
                                            "environment.variables." + it.getKey(),
                                            "no secret",
                                            "a secret");
                                }
                            });
        }
    }

    private static boolean isSecretName(String variable) {
        String name = variable.toUpperCase(Locale.ROOT);
        return name.contains("SECRET")
                || name.contains("PASSWORD")
                || name.contains("PRIVATE_KEY")
                || name.equals("REDIS_URL")
                || name.equals("GOOGLE_SERVICE_ACCOUNT_JSON");
    }
}
