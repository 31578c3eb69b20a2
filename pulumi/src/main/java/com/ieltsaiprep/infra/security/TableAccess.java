package com.ieltsaiprep.infra.security;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.data.ProductTable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Access of a function to a table: actions on its replicas in some regions.
 *
 * @param actions without the prefix {@code dynamodb:}
 */
record TableAccess(ProductTable table, Replicas replicas, List<String> actions) {
    /** Replicas of a table. */
    enum Replicas {
        /** The one of the function's region. */
        OWN,
        /** The one of the home region, which decides on accounts and the ledger. */
        HOME,
        /** All of them: an item is written where it was created. */
        ALL
    }

    static TableAccess own(ProductTable table, String... actions) {
        return new TableAccess(table, Replicas.OWN, List.of(actions));
    }

    static TableAccess home(ProductTable table, String... actions) {
        return new TableAccess(table, Replicas.HOME, List.of(actions));
    }

    static TableAccess all(ProductTable table, String... actions) {
        return new TableAccess(table, Replicas.ALL, List.of(actions));
    }

    /** Returns the statement that allows the access to a function in a region. */
    IamStatement statement(AccountArns arns, AwsRegion region) {
        List<String> resources = regions(region).stream().map(it -> arns.table(table, it)).toList();
        return IamStatement.allow(
                sid(), actions.stream().map("dynamodb:"::concat).toList(), resources);
    }

    /** Returns the statement that allows queries of the table's index. */
    IamStatement indexStatement(AccountArns arns, AwsRegion region) {
        return IamStatement.allow(
                sid() + "Index",
                List.of("dynamodb:Query"),
                regions(region).stream()
                        .map(it -> arns.table(table, it) + "/index/" + table.index())
                        .toList());
    }

    private List<AwsRegion> regions(AwsRegion own) {
        return switch (replicas) {
            case OWN -> List.of(own);
            case HOME -> List.of(AwsRegion.VIRGINIA);
            case ALL -> List.of(AwsRegion.values());
        };
    }

    private String sid() {
        return camelCase(table.name()) + camelCase(replicas.name());
    }

    private static String camelCase(String constant) {
        return Arrays.stream(constant.split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
