package com.ieltsaiprep.local.verify;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.verify.ModelCatalog.CatalogUnavailableException;
import com.ieltsaiprep.local.verify.ModelCatalog.Offer;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Check that each configured model is offered to the account and is not in Legacy, and that Bedrock
 * logs no content.
 */
final class ModelCheck implements DeploymentCheck {
    private final List<ModelInRegion> models;
    private final Supplier<ModelCatalog> catalogs;

    /**
     * Creates the check.
     *
     * @param catalogs opens a catalogue, which the check closes
     */
    ModelCheck(List<ModelInRegion> models, Supplier<ModelCatalog> catalogs) {
        this.models = List.copyOf(models);
        this.catalogs = catalogs;
    }

    @Override
    public String name() {
        return "model";
    }

    @Override
    public void run(DeploymentContext deployment, VerificationReport report) {
        if (models.isEmpty()) {
            report.skip(name(), "all", "the local stack has stand-ins");
            return;
        }
        Set<String> regions =
                deployment.regions().stream().map(Region::awsName).collect(Collectors.toSet());
        List<ModelInRegion> here =
                models.stream().filter(model -> regions.contains(model.region())).toList();
        try (ModelCatalog catalog = catalogs.get()) {
            for (ModelInRegion model : here) {
                Offer offer = catalog.look(model.region(), model.id());
                report.add(
                        name(),
                        model.region(),
                        offer.offered() && !offer.legacy(),
                        model.id() + ": " + offer.detail());
            }
            for (String region : here.stream().map(ModelInRegion::region).distinct().toList()) {
                boolean logs = catalog.logsContent(region);
                report.add(
                        "content log",
                        region,
                        !logs,
                        logs ? "Bedrock logs what models are sent" : "off");
            }
        } catch (CatalogUnavailableException e) {
            if (e.hasNoCredentials()) {
                report.skip(name(), "all", e.getMessage() + ": models were not checked");
            } else {
                report.add(name(), "all", false, String.valueOf(e.getMessage()));
            }
        }
    }
}
