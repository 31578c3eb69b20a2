/**
 * Model of Amazon Nova Sonic: what one bidirectional stream accepts, hears and says, in virtual
 * time and without I/O.
 *
 * <p>{@link com.ieltsaiprep.local.model.SonicModel} is one stream. Its {@link
 * com.ieltsaiprep.local.model.ModelDriver} gives it time and takes its output; its {@link
 * com.ieltsaiprep.local.model.Forms} are the variants in which recorded sessions of the service
 * differ. The vocabulary shares nothing with the clients of the service.
 */
@NullMarked
package com.ieltsaiprep.local.model;

import org.jspecify.annotations.NullMarked;
