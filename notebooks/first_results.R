# SPDX-License-Identifier: GPL-3.0-or-later
# The first of first_results.ipynb's pictures, in R: a results file of asylsim, the difference that each reform makes,
# and claims by year. Needs DBI and RSQLite (Debian: r-base-core, r-cran-rsqlite), nothing else.
#
#     Rscript notebooks/first_results.R output/baseline.sqlite output/first_results.pdf
#
# The figures are of simulated persons; they are no forecast.
library(DBI)

arguments <- commandArgs(trailingOnly = TRUE)
results <- if (length(arguments) > 0) arguments[1] else "output/baseline.sqlite"
picture <- if (length(arguments) > 1) arguments[2] else "output/first_results.pdf"
if (!file.exists(results)) stop("no file ", results, ": run ./run.sh, or name another")

db <- dbConnect(RSQLite::SQLite(), results, flags = RSQLite::SQLITE_RO)
scenarios <- dbGetQuery(db, "SELECT name, title, in_force FROM scenario ORDER BY id")
runs <- dbGetQuery(db, "SELECT s.name AS scenario, r.draw, r.replicate FROM run r JOIN scenario s ON s.id = r.scenario")
years <- dbGetQuery(db, "SELECT DISTINCT name FROM period_member WHERE length(name) = 4 ORDER BY name")$name

# One value for each scenario and history. The view `outcome` leaves out zeros; they are put back.
outcome <- function(metric, period, place = "all", population = "all") {
  values <- dbGetQuery(
    db, "SELECT scenario, draw, replicate, value FROM outcome
         WHERE metric = ? AND population = ? AND place = ? AND period = ?",
    params = list(metric, population, place, period)
  )
  all <- merge(runs, values, all.x = TRUE)
  all$value[is.na(all$value)] <- 0
  all[all$replicate == 0, ] # second streams of a draw are nearly copies of the first
}

# Each history of a reform against the same history of the baseline: the same people with the same luck.
paired <- function(values) {
  base <- values[values$scenario == "baseline", c("draw", "replicate", "value")]
  both <- merge(values[values$scenario != "baseline", ], base, by = c("draw", "replicate"), suffixes = c("", "_baseline"))
  both$difference <- both$value - both$value_baseline
  both
}

# To hold 90 in 100 of new histories, not of these: type 6 (docs/results.md, What a range promises).
band <- function(x) quantile(x, c(0.05, 0.5, 0.95), names = FALSE, type = 6)

last <- max(years)
differences <- paired(outcome("claims_first", last))
table <- do.call(rbind, lapply(split(differences, differences$scenario), function(one) {
  q <- band(one$difference)
  data.frame(reform = one$scenario[1], low = q[1], median = q[2], high = q[3], histories = nrow(one))
}))
cat("First claims in all states, ", last, ": difference from the baseline, in persons\n", sep = "")
print(format(table, digits = 15), row.names = FALSE)

by_year <- sapply(years, function(year) {
  values <- outcome("claims_first", year)
  band(values$value[values$scenario == "baseline"])
})

pdf(picture, width = 8, height = 4)
par(mar = c(4, 14, 2, 1))
plot(table$median, seq_len(nrow(table)),
  xlim = range(0, table$low, table$high), ylim = c(0.5, nrow(table) + 0.5), yaxt = "n", ylab = "", pch = 19,
  xlab = "persons (median, 90 in 100 histories)", main = paste("First claims,", last, ": what each reform changes")
)
segments(table$low, seq_len(nrow(table)), table$high)
abline(v = 0, col = "grey")
axis(2, seq_len(nrow(table)), table$reform, las = 1)
par(mar = c(4, 5, 2, 1))
plot(as.numeric(years), by_year[2, ],
  type = "l", ylim = c(0, max(by_year)), xlab = "", ylab = "first claims, persons", main = "Claims by year under the baseline"
)
polygon(c(as.numeric(years), rev(as.numeric(years))), c(by_year[1, ], rev(by_year[3, ])), col = "#1f77b44d", border = NA)
invisible(dev.off())
dbDisconnect(db)
