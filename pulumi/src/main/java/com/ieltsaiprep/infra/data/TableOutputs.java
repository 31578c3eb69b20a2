package com.ieltsaiprep.infra.data;

import com.ieltsaiprep.infra.AwsRegion;
import com.pulumi.core.Output;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Outputs of the global tables.
 *
 * @param names name of each table, the same in all regions
 * @param arns ARN of each table in the home region
 */
public record TableOutputs(
        Map<ProductTable, Output<String>> names, Map<ProductTable, Output<String>> arns) {
    /** Copies the maps. */
    public TableOutputs {
        names = new EnumMap<>(names);
        arns = new EnumMap<>(arns);
    }

    /** Returns the name of a table. */
    public Output<String> name(ProductTable table) {
        return Objects.requireNonNull(names.get(table));
    }

    /** Returns the ARN of a table's replica in a region. */
    public Output<String> arn(ProductTable table, AwsRegion region) {
        return Objects.requireNonNull(arns.get(table))
                .applyValue(arn -> arn.replace(AwsRegion.VIRGINIA.awsName(), region.awsName()));
    }
}
