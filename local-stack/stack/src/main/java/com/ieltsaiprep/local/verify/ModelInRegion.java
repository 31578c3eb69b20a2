package com.ieltsaiprep.local.verify;

import com.ieltsaiprep.common.Region;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.ArrayList;
import java.util.List;

/**
 * Model, or inference profile, that a deployment uses in a region.
 *
 * @param region AWS region, such as {@code eu-west-1}
 * @param id such as {@code eu.amazon.nova-micro-v1:0}
 */
record ModelInRegion(String region, String id) {
    private static final String SONIC = "amazon.nova-2-sonic-v1:0";
    private static final String MARKING = "amazon.nova-micro-v1:0";

    /** Returns what gateway and functions use if their settings name nothing else. */
    static List<ModelInRegion> defaults() {
        List<ModelInRegion> models = new ArrayList<>();
        models.add(new ModelInRegion(Region.VIRGINIA.awsName(), SONIC));
        for (Region region : Region.values()) {
            String area = region == Region.SINGAPORE ? "apac" : region.code();
            models.add(new ModelInRegion(region.awsName(), area + "." + MARKING));
        }
        return List.copyOf(models);
    }

    /** Reader of {@code REGION=ID}. */
    static final class Converter implements ITypeConverter<ModelInRegion> {
        @Override
        public ModelInRegion convert(String text) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new TypeConversionException("it is REGION=ID, not " + text);
            }
            return new ModelInRegion(text.substring(0, equals), text.substring(equals + 1));
        }
    }
}
