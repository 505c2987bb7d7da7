/* The epochs of rnn/kernel.py in C, loop for loop: what a compiler makes of them is what the kernel is held against.
 *
 * W, U and V are transposed, as in the kernel. All arrays are rows of doubles, one row after the other:
 *
 *   theta, gradient   W.T (H, H), U.T (K, H), b (H), V.T (H, K), c (K)
 *   a                 (T + 1, H), its first row the zeros before the first step
 *   do_               (T, K)
 */

#include <math.h>
#include <stdint.h>

typedef struct {
    double *W, *U, *b, *V, *c;
} Parameters;

static Parameters parameters_in(double *theta, int64_t H, int64_t K)
{
    double *U = theta + H * H, *b = U + K * H, *V = b + H, *c = V + H * K;
    return (Parameters){theta, U, b, V, c};
}

/* Run one step forward, from a_previous to a, and leave y_pred - y_true in do_t. Return the step's loss. */
static double step(Parameters p, const double *restrict a_previous, double *restrict a, double *restrict do_t,
                   int64_t input, int64_t target, int64_t H, int64_t K)
{
    for (int64_t i = 0; i < H; i++) a[i] = p.U[input * H + i] + p.b[i];
    for (int64_t j = 0; j < H; j++)
        for (int64_t i = 0; i < H; i++) a[i] += p.W[j * H + i] * a_previous[j];
    for (int64_t i = 0; i < H; i++) a[i] = tanh(a[i]);

    for (int64_t k = 0; k < K; k++) do_t[k] = p.c[k];
    for (int64_t i = 0; i < H; i++)
        for (int64_t k = 0; k < K; k++) do_t[k] += p.V[i * K + k] * a[i];

    double largest = do_t[0], total = 0.0;
    for (int64_t k = 0; k < K; k++) largest = do_t[k] > largest ? do_t[k] : largest;
    for (int64_t k = 0; k < K; k++) do_t[k] = exp(do_t[k] - largest);
    for (int64_t k = 0; k < K; k++) total += do_t[k];
    for (int64_t k = 0; k < K; k++) do_t[k] /= total;
    double loss = -log(do_t[target] + 1e-15);
    do_t[target] -= 1.0;
    return loss;
}

/* Take one step back: add to the gradients g, and turn da from dL/da of this step's future into that of its past. */
static void step_back(Parameters p, Parameters g, const double *restrict a_previous, const double *restrict a,
                      const double *restrict do_t, double *restrict da, double *restrict ds, int64_t input, int64_t H,
                      int64_t K)
{
    for (int64_t k = 0; k < K; k++) g.c[k] += do_t[k];
    for (int64_t i = 0; i < H; i++) {
        double *restrict dV = g.V + i * K, sum = da[i];
        for (int64_t k = 0; k < K; k++) {
            dV[k] += do_t[k] * a[i];
            sum += p.V[i * K + k] * do_t[k];
        }
        ds[i] = sum * (1.0 - a[i] * a[i]);
    }
    for (int64_t i = 0; i < H; i++) {
        g.b[i] += ds[i];
        g.U[input * H + i] += ds[i];
    }
    for (int64_t j = 0; j < H; j++) {
        double *restrict dW = g.W + j * H, sum = 0.0;
        for (int64_t i = 0; i < H; i++) {
            dW[i] += ds[i] * a_previous[j];
            sum += p.W[j * H + i] * ds[i];
        }
        da[j] = sum;
    }
}

/* Train theta in place, for so many epochs, by plain gradient descent; losses gets each one's loss before its update. */
void train(double *restrict theta, double *restrict gradient, double *restrict a, double *restrict do_,
           const int64_t *inputs, const int64_t *targets, int64_t T, int64_t H, int64_t K, double learning_rate,
           double *losses, int64_t epochs)
{
    Parameters p = parameters_in(theta, H, K), g = parameters_in(gradient, H, K);
    double da[H], ds[H];
    for (int64_t epoch = 0; epoch < epochs; epoch++) {
        losses[epoch] = 0.0;
        for (int64_t t = 0; t < T; t++)
            losses[epoch] += step(p, a + t * H, a + (t + 1) * H, do_ + t * K, inputs[t], targets[t], H, K);

        for (int64_t i = 0; i < H; i++) da[i] = 0.0;
        for (int64_t t = T - 1; t >= 0; t--)
            step_back(p, g, a + t * H, a + (t + 1) * H, do_ + t * K, da, ds, inputs[t], H, K);

        for (int64_t n = 0; n < H * H + 2 * H * K + H + K; n++) {
            theta[n] -= learning_rate * gradient[n];
            gradient[n] = 0.0;
        }
    }
}
