package com.ieltsaiprep.local.verify;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.AuthorizationStatus;
import software.amazon.awssdk.services.bedrock.model.EntitlementAvailability;
import software.amazon.awssdk.services.bedrock.model.FoundationModelLifecycleStatus;
import software.amazon.awssdk.services.bedrock.model.GetFoundationModelAvailabilityResponse;
import software.amazon.awssdk.services.bedrock.model.GetInferenceProfileResponse;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileStatus;
import software.amazon.awssdk.services.bedrock.model.RegionAvailability;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Catalogue of Bedrock itself, with the credentials and the endpoint of the usual chains, such as
 * {@code AWS_PROFILE} and {@code AWS_ENDPOINT_URL_BEDROCK}. Needs {@code
 * bedrock:GetFoundationModel}, {@code GetFoundationModelAvailability}, {@code GetInferenceProfile}
 * and {@code GetModelInvocationLoggingConfiguration}. Not thread-safe.
 */
final class BedrockModelCatalog implements ModelCatalog {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** Matches the prefix by which inference profiles of AWS name their part of the world. */
    private static final Pattern PROFILE = Pattern.compile("(us|eu|apac|jp|au|global)\\..+");

    private final Map<String, BedrockClient> clients = new HashMap<>();
    private final Function<String, BedrockClient> factory;

    /** Call to Bedrock. */
    @FunctionalInterface
    private interface Call<T> {
        T run(BedrockClient bedrock);
    }

    /** Creates a catalogue of AWS. */
    BedrockModelCatalog() {
        this(BedrockModelCatalog::client);
    }

    /** Creates a catalogue that asks through the client of each region, and closes it. */
    BedrockModelCatalog(Function<String, BedrockClient> factory) {
        this.factory = factory;
    }

    @Override
    public Offer look(String region, String model) throws CatalogUnavailableException {
        try {
            return PROFILE.matcher(model).matches() ? profile(region, model) : model(region, model);
        } catch (ResourceNotFoundException _) {
            return new Offer(false, false, "not offered");
        }
    }

    private Offer profile(String region, String id) throws CatalogUnavailableException {
        GetInferenceProfileResponse profile =
                call(
                        region,
                        bedrock ->
                                bedrock.getInferenceProfile(r -> r.inferenceProfileIdentifier(id)));
        if (profile.models().isEmpty()) {
            return new Offer(false, false, "a profile without a model");
        }
        String[] arn = profile.models().getFirst().modelArn().split(":", 6);
        String model = arn[5].substring(arn[5].indexOf('/') + 1);
        // A profile may lead elsewhere only: the region of its ARN has the model for certain.
        boolean here =
                profile.models().stream().anyMatch(m -> m.modelArn().contains(":" + region + ":"));
        Offer offer = model(here ? region : arn[3], model);
        return new Offer(
                offer.offered() && profile.status() == InferenceProfileStatus.ACTIVE,
                offer.legacy(),
                "profile %s, model %s".formatted(profile.statusAsString(), offer.detail()));
    }

    private Offer model(String region, String id) throws CatalogUnavailableException {
        FoundationModelLifecycleStatus status =
                call(region, bedrock -> bedrock.getFoundationModel(r -> r.modelIdentifier(id)))
                        .modelDetails()
                        .modelLifecycle()
                        .status();
        GetFoundationModelAvailabilityResponse availability =
                call(region, bedrock -> bedrock.getFoundationModelAvailability(r -> r.modelId(id)));
        boolean offered =
                availability.authorizationStatus() == AuthorizationStatus.AUTHORIZED
                        && availability.entitlementAvailability()
                                == EntitlementAvailability.AVAILABLE
                        && availability.regionAvailability() == RegionAvailability.AVAILABLE;
        return new Offer(
                offered,
                status != FoundationModelLifecycleStatus.ACTIVE,
                "%s, %s, access %s"
                        .formatted(
                                status,
                                availability.authorizationStatusAsString(),
                                availability.entitlementAvailabilityAsString()));
    }

    @Override
    public boolean logsContent(String region) throws CatalogUnavailableException {
        return call(region, bedrock -> bedrock.getModelInvocationLoggingConfiguration(_ -> {}))
                        .loggingConfig()
                != null;
    }

    private <T> T call(String region, Call<T> call) throws CatalogUnavailableException {
        try {
            return call.run(clients.computeIfAbsent(region, factory));
        } catch (ResourceNotFoundException e) {
            throw e;
        } catch (AwsServiceException e) {
            String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
            throw new CatalogUnavailableException("Bedrock refuses: " + code, false, e);
        } catch (SdkClientException e) {
            boolean none = String.valueOf(e.getMessage()).contains("Unable to load credentials");
            throw new CatalogUnavailableException(
                    none ? "no AWS credentials" : "Bedrock does not answer", none, e);
        } catch (SdkException e) {
            throw new CatalogUnavailableException("Bedrock does not answer", false, e);
        }
    }

    private static BedrockClient client(String region) {
        return BedrockClient.builder()
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(TIMEOUT))
                .overrideConfiguration(config -> config.apiCallTimeout(TIMEOUT))
                .build();
    }

    @Override
    public void close() {
        clients.values().forEach(BedrockClient::close);
    }
}
