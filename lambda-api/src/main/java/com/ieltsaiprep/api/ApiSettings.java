package com.ieltsaiprep.api;

import com.ieltsaiprep.api.platform.lambda.CloudFront;
import com.ieltsaiprep.api.platform.redis.RedisAddress;
import com.ieltsaiprep.common.AllowedOrigins;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.Settings;
import com.ieltsaiprep.common.table.Table;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings of a function, from its environment; docs/operations/api.md has the table.
 *
 * @param tables the names of the tables
 * @param origins of the pages that may call the API, the app's included
 * @param mailFrom the sender of e-mails
 * @param speechFunction name or ARN of the function {@code speech} in the gateway's region
 */
record ApiSettings(
        String stage,
        Regions regions,
        Map<Table, String> tables,
        Set<String> origins,
        RedisAddress redis,
        String mailFrom,
        String speechFunction,
        Places places,
        Endpoints endpoints) {

    private static final Pattern STAGE = Pattern.compile("[a-z][a-z0-9-]{0,19}");
    private static final Pattern REGION =
            Pattern.compile(
                    Arrays.stream(Region.values())
                            .map(Region::awsName)
                            .collect(Collectors.joining("|")));
    private static final Pattern AWS_REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9_.-]{3,255}");
    private static final Pattern SENDER =
            Pattern.compile("[^<>@\\s]+@[^<>@\\s]+|[^<>@]*<[^<>@\\s]+@[^<>@\\s]+>");
    static final Pattern FUNCTION = Pattern.compile("[A-Za-z0-9_:$-]{1,170}");
    private static final Pattern WEB = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+");
    private static final Pattern STREAM =
            Pattern.compile("wss?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._/-]*)?");
    private static final String A_WEB_ADDRESS =
            "an address such as https://example.com, without a path";

    /**
     * Regions of a function.
     *
     * @param own the region in which it runs
     * @param home the region that writes accounts and entitlements
     */
    record Regions(Region own, Region home) {}

    /**
     * Public addresses.
     *
     * @param web of the web page
     * @param apis of the API in each region
     * @param stream of the gateway's WebSockets
     * @param examinerRegion the AWS name of the region where Maya is
     * @param cloudFront in front of the APIs
     */
    record Places(
            String web,
            Map<Region, String> apis,
            String stream,
            String examinerRegion,
            CloudFront cloudFront) {

        /** Returns the address of the gateway's latency probe, beside its WebSockets. */
        String probe() {
            URI uri = URI.create(stream);
            String scheme = uri.getScheme().equals("wss") ? "https" : "http";
            return scheme + "://" + uri.getRawAuthority() + "/probe";
        }
    }

    /** Endpoint overrides of AWS services; null: AWS's own. */
    record Endpoints(@Nullable URI dynamodb, @Nullable URI ses, @Nullable URI lambda) {}

    /**
     * Reads all settings.
     *
     * @throws com.ieltsaiprep.common.SettingsException if any are wrong
     */
    static ApiSettings read(Settings settings) {
        String stage =
                settings.text("STAGE", "dev", STAGE, "small letters, digits and -, at most 20");
        ApiSettings read =
                new ApiSettings(
                        stage,
                        new Regions(
                                region(settings, "AWS_REGION"), region(settings, "HOME_REGION")),
                        tables(settings, stage),
                        AllowedOrigins.read(settings),
                        RedisAddress.read(settings),
                        settings.text(
                                "MAIL_FROM",
                                "IELTS AI Prep <no-reply@ieltsaiprep.com>",
                                SENDER,
                                "a sender such as Name <no-reply@example.com>"),
                        settings.text(
                                "SPEECH_FUNCTION",
                                "ielts-genai-prep-speech-" + stage,
                                FUNCTION,
                                "the name or ARN of a Lambda function"),
                        places(settings),
                        new Endpoints(
                                endpoint(settings, "AWS_ENDPOINT_URL_DYNAMODB"),
                                endpoint(settings, "AWS_ENDPOINT_URL_SES"),
                                endpoint(settings, "AWS_ENDPOINT_URL_LAMBDA")));
        settings.check();
        return read;
    }

    private static Region region(Settings settings, String name) {
        String region =
                settings.text(
                        name,
                        Region.VIRGINIA.awsName(),
                        REGION,
                        "one of " + REGION.pattern().replace("|", ", "));
        return Region.ofAwsName(region).orElseThrow();
    }

    private static Map<Table, String> tables(Settings settings, String stage) {
        Map<Table, String> tables = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            tables.put(
                    table,
                    settings.text(
                            table.variable(), table.name(stage), TABLE, "the name of a table"));
        }
        return tables;
    }

    private static Places places(Settings settings) {
        Map<Region, String> apis = new EnumMap<>(Region.class);
        for (Region region : Region.values()) {
            apis.put(
                    region,
                    settings.text(
                            "API_URL_" + region.code().toUpperCase(Locale.ROOT),
                            "https://api-" + region.code() + ".ieltsaiprep.com",
                            WEB,
                            A_WEB_ADDRESS));
        }
        return new Places(
                settings.text("WEB_URL", "https://ieltsaiprep.com", WEB, A_WEB_ADDRESS),
                apis,
                settings.text(
                        "NOVA_SONIC_STREAM_URL",
                        "wss://streaming-us.ieltsaiprep.com/nova-sonic",
                        STREAM,
                        "the address of a WebSocket"),
                settings.text(
                        "NOVA_SONIC_REGION",
                        Region.VIRGINIA.awsName(),
                        AWS_REGION,
                        "an AWS region such as us-east-1"),
                cloudFront(settings));
    }

    private static CloudFront cloudFront(Settings settings) {
        CloudFront there =
                settings.secret(
                        "CLOUDFRONT_SECRETS",
                        CloudFront::parse,
                        "32 to 128 letters, digits, - or _, or several such with commas between"
                                + " them");
        return there == null ? CloudFront.none() : there;
    }

    static @Nullable URI endpoint(Settings settings, String name) {
        String url = settings.text(name, "");
        if (url.isEmpty()) {
            return null;
        }
        return URI.create(settings.text(name, "http://localhost", WEB, A_WEB_ADDRESS));
    }
}
